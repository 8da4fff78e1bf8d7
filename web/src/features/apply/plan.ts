/** What a plan says, taken apart for showing. Pure: the API's bodies in, facts out. */
import { compare } from "../../lib/decimal";
import type { Duplicate, Job, PlanLine, PlanRow, ReadingFinding } from "../../types/contracts";

/** The items whose figures are others than before, or that were not there. */
export function changedItems(before: readonly PlanRow[], after: readonly PlanRow[]): Set<string> {
  const known = new Map(before.map((row) => [row.item, row]));
  return new Set(after.filter((row) => isChanged(known.get(row.item), row)).map((row) => row.item));
}

/** Whether nothing is converted: one of the line's units is one of the item's. */
export function isCountedAsIs({ factor, quantity, change }: PlanLine): boolean {
  return compare(factor, "1") === 0 && compare(quantity, change) === 0;
}

/** The findings of each item, by the lines that they are about; those of no line in the plan stand alone. */
export function findingsByItem(rows: readonly PlanRow[], findings: readonly ReadingFinding[]) {
  const items = new Map(rows.flatMap((row) => row.lines.map((line) => [line.line_id, row.item])));
  const beside = new Map<string, ReadingFinding[]>();
  const alone: ReadingFinding[] = [];
  for (const finding of findings) {
    const item = finding.line_ids.map((line) => items.get(line)).find((found) => found !== undefined);
    if (item === undefined) alone.push(finding);
    else beside.set(item, [...(beside.get(item) ?? []), finding]);
  }
  return { beside, alone };
}

/** Whether the other invoice has another total than this one; false when either is not known. */
export function differsInTotal(job: Pick<Job, "grand_total">, other: Pick<Duplicate, "grand_total">): boolean {
  return !!job.grand_total && !!other.grand_total && compare(job.grand_total, other.grand_total) !== 0;
}

export interface Shortage {
  item: string;
  before: string;
  change: string;
  after: string;
}

/** The items that would fall below zero, from the facts of NEGATIVE_STOCK. */
export function shortages(facts: { items?: unknown } | undefined): Shortage[] {
  return Array.isArray(facts?.items) ? facts.items.filter(isShortage) : [];
}

function isShortage(found: unknown): found is Shortage {
  const members = (found ?? {}) as Record<string, unknown>;
  return ["item", "before", "change", "after"].every((name) => typeof members[name] === "string");
}

function isChanged(before: PlanRow | undefined, { before: on_hand, change, after }: PlanRow): boolean {
  if (!before) return true;
  return [
    [before.before, on_hand],
    [before.change, change],
    [before.after, after],
  ].some(([old = "0", fresh = "0"]) => compare(old, fresh) !== 0);
}
