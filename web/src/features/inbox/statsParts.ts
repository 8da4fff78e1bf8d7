/** The dashboard's bar: what the jobs of the last weeks are, in the order in which they move. */
import type { Stats } from "../../types/contracts";
import type { Filter } from "./filters";

export type Part = Exclude<Filter, "all">;

interface Segment {
  part: Part;
  count: number;
  /** Where it begins and how long it is, of a bar of length 100. */
  x: number;
  width: number;
}

/** Every part that occurs; together they fill the bar. */
export function segmentsOf({ by_status, needs_review, jobs }: Stats): Segment[] {
  const counts: [Part, number][] = [
    ["review", needs_review],
    ["ready", by_status.parsed - needs_review],
    ["working", by_status.awaiting_upload + by_status.queued + by_status.running + by_status.applying],
    ["failed", by_status.failed],
    ["applied", by_status.applied],
    ["reversed", by_status.reversed],
  ];
  let x = 0;
  return counts
    .filter(([, count]) => count > 0)
    .map(([part, count]) => {
      const width = (100 * count) / jobs;
      x += width;
      return { part, count, x: x - width, width };
    });
}
