/** The lines as they are with the corrections, saved or not: what the server makes of them, before it is asked. */
import { type Pointer, pointer } from "../../lib/pointer";
import type { Invoice, InvoiceLine, Reading, ReviewInput } from "../../types/contracts";

type Corrections = ReviewInput["corrections"];

/** Each line with its corrected values; a line without any is the very line that was read. */
export function correctedLines(lines: readonly InvoiceLine[], corrections: Corrections): InvoiceLine[] {
  const byLine = new Map<number, [string[], string | null | boolean][]>();
  for (const [at, value] of Object.entries(corrections)) {
    const [, first, index, ...path] = at.split("/");
    if (first !== "lines" || index === undefined || path.length === 0) continue;
    byLine.set(Number(index), [...(byLine.get(Number(index)) ?? []), [path, value]]);
  }
  return lines.map((line, index) => {
    const changes = byLine.get(index);
    return changes ? changes.reduce<InvoiceLine>((now, [path, value]) => put(now, path, value), line) : line;
  });
}

/** The value at a place as it stands now: corrected, else as read; undefined when there is none. */
export function valueNow(read: string | undefined, corrections: Corrections, at: Pointer): string | undefined {
  const correction = corrections[at];
  if (correction === undefined) return read;
  return correction === null ? undefined : String(correction);
}

/** What `invoiceplug new --reading` drafts a template from: the reading as it is, and what a person says instead. */
export interface CorrectedReading {
  reading: Reading;
  /** By JSON Pointer into the reading's invoice; null takes a value away. */
  corrections: Corrections;
  /** Whose invoice it is, where no plugin knew. */
  vendor_id?: string;
}

export function correctedReading(reading: Reading, { corrections, vendor_id }: ReviewInput): CorrectedReading {
  return { reading, corrections, ...(vendor_id && { vendor_id }) };
}

/** Where the field of a line stands. */
export function lineField(index: number, ...field: (string | number)[]): Pointer {
  return pointer("lines", index, ...field);
}

/** Whether an invoice is turned negative as a whole. */
export function isCreditNote({ document_type }: Pick<Invoice, "document_type">): boolean {
  return document_type === "credit_note";
}

function put<T extends object>(holder: T, [name = "", ...rest]: string[], value: string | null | boolean): T {
  const copy = (Array.isArray(holder) ? [...holder] : { ...holder }) as Record<string, unknown>;
  const inner = copy[name];
  if (rest.length > 0) {
    if (inner !== null && typeof inner === "object") copy[name] = put(inner, rest, value);
  } else if (value === null) delete copy[name];
  else copy[name] = value;
  return copy as T;
}
