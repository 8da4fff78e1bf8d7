import { expect, test } from "vitest";
import { conversionText } from "../src/features/apply/Conversion";
import { changedItems, differsInTotal, findingsByItem, shortages } from "../src/features/apply/plan";
import { queueAfter } from "../src/lib/queueAfter";
import type { PlanLine, PlanRow } from "../src/types/contracts";
import { finding, job } from "./support";

function planLine(change: Partial<PlanLine> = {}): PlanLine {
  const counted = { quantity: "8", quantity_source: "shipped", uom: "CS", factor: "12", change: "96" } as const;
  return { line_id: "1", ...counted, text: "8 CS x 12 = 96 EA", mapping_version: 0, ...change };
}

function row(item: string, change: Partial<PlanRow> = {}): PlanRow {
  return { item, name: item, unit: "EA", before: "4", change: "96", after: "100", lines: [planLine()], ...change };
}

test("a conversion is spelled out, and left out where nothing is converted", () => {
  expect(conversionText(planLine(), "EA")).toBe("8\u00a0CS × 12 = 96\u00a0EA");
  expect(conversionText(planLine({ factor: "1", quantity: "4.820", change: "4.82", uom: "KG" }), "KG")).toBe(
    "4.82\u00a0KG",
  );
});

test("goods that go out have a minus, although the line counts them without", () => {
  const out = planLine({ quantity: "3", factor: "1", change: "-3", uom: "EA" });
  expect(conversionText(out, "EA")).toBe("3\u00a0EA × 1 = \u22123\u00a0EA");
});

test("rows with other figures, and new rows, are changed; the same figures written otherwise are not", () => {
  const before = [row("A"), row("B"), row("C")];
  const after = [row("A", { before: "4.000" }), row("B", { before: "5", after: "101" }), row("D")];
  expect([...changedItems(before, after)]).toEqual(["B", "D"]);
});

test("a finding stands beside the item that its line goes to, else alone", () => {
  const rows = [row("A"), row("B", { lines: [planLine({ line_id: "2" })] })];
  const jump = finding({ code: "PRICE_JUMP", line_ids: ["2"] });
  const sum = finding({ line_ids: [] });
  const { beside, alone } = findingsByItem(rows, [jump, sum]);
  expect(beside.get("B")).toEqual([jump]);
  expect(beside.get("A")).toBeUndefined();
  expect(alone).toEqual([sum]);
});

test("totals differ only where both are known and not the same amount", () => {
  expect(differsInTotal({ grand_total: "10.00" }, { grand_total: "10" })).toBe(false);
  expect(differsInTotal({ grand_total: "10.00" }, { grand_total: "11" })).toBe(true);
  expect(differsInTotal({}, { grand_total: "11" })).toBe(false);
});

test("shortages are read from the facts of a refusal, whatever else stands there", () => {
  const short = { item: "A", before: "1", change: "-2", after: "-1" };
  expect(shortages({ items: [short, { item: "B" }, null] })).toEqual([short]);
  expect(shortages(undefined)).toEqual([]);
});

test("after an invoice comes the oldest that needs review, then the oldest that is ready", () => {
  const at = (job_id: string, day: number, needs_review: boolean) =>
    job({ job_id, needs_review, created_at: `2026-04-0${day}T00:00:00Z` });
  const jobs = [at("new", 4, true), at("ready", 1, false), at("old", 2, true), at("this", 1, true)];
  const queue = queueAfter([...jobs, job({ job_id: "gone", status: "applied" })], "this");
  expect([queue.next?.job_id, queue.needReview, queue.ready]).toEqual(["old", 2, 1]);
  expect(queueAfter([at("ready", 1, false)], "this").next?.job_id).toBe("ready");
  expect(queueAfter([], "this").next).toBeUndefined();
});
