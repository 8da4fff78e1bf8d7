/** What another reading of the same file says otherwise. Pure. */
import type { Invoice, Reading } from "../../types/contracts";

interface Difference {
  /** How many values are others, are new or are gone, within the lines that both have. */
  values: number;
  /** How many lines there are more now; negative: fewer. */
  lines: number;
  /** Who reads it now and who did before, when that is another. */
  reader: [before: string, now: string] | null;
}

export function differenceOf(before: Reading, now: Reading): Difference {
  const common = Math.min(before.invoice.lines.length, now.invoice.lines.length);
  const [was, is] = [valuesOf(before.invoice, common), valuesOf(now.invoice, common)];
  const at = new Set([...was.keys(), ...is.keys()]);
  const readers: [string, string] = [readerOf(before), readerOf(now)];
  return {
    values: [...at].filter((pointer) => was.get(pointer) !== is.get(pointer)).length,
    lines: now.invoice.lines.length - before.invoice.lines.length,
    reader: readers[0] === readers[1] ? null : readers,
  };
}

function readerOf({ reader }: Pick<Reading, "reader">): string {
  return `${reader.plugin} ${reader.version}`;
}

function valuesOf(invoice: Invoice, lines: number): Map<string, string> {
  const found = new Map<string, string>();
  collect({ ...invoice, lines: invoice.lines.slice(0, lines) }, "", found);
  return found;
}

function collect(value: unknown, at: string, found: Map<string, string>): void {
  if (value === null || typeof value !== "object") found.set(at, String(value));
  else for (const [name, inner] of Object.entries(value)) collect(inner, `${at}/${name}`, found);
}
