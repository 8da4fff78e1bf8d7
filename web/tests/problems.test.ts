import { expect, test } from "vitest";
import { changeLine, confirm, correct, override } from "../src/features/review/decisions";
import { lineMarks, markOf } from "../src/features/review/marks";
import { beside, problemsOf, type Reviewed } from "../src/features/review/problems";
import type { ReadingUnread } from "../src/types/contracts";
import { finding, line, review } from "./support";

const MAPPED = { item: "WINE", factor: "12" };
const ROW: ReadingUnread = { page: 1, box: [0.1, 0.2, 0.3, 0.4], text: "+ 1 bottle", why: "no amount" };

function given(change: Partial<Reviewed> = {}): Reviewed {
  const decided = review({ lines: { "1": MAPPED, "2": MAPPED } });
  return {
    lines: [line(), line({ line_id: "2" })],
    findings: [],
    unread: [],
    review: decided,
    checked: decided.corrections,
    creditNote: false,
    ...change,
  };
}

function kinds(change: Partial<Reviewed>): string[] {
  return problemsOf(given(change)).map(({ kind, line: at = "", column = "" }) => `${kind} ${at} ${column}`.trim());
}

test("a clean, mapped invoice has nothing open", () => {
  expect(kinds({})).toEqual([]);
});

test("what is missing stands where it is decided, in the order of the lines", () => {
  const { review: decided } = given();
  expect(kinds({ review: changeLine(decided, "1", { item: undefined, factor: undefined }) })).toEqual(["item 1 item"]);
  expect(kinds({ review: changeLine(decided, "2", { factor: undefined }) })).toEqual(["factor 2 factor"]);
  expect(kinds({ review: changeLine(decided, "2", { exclude: true }) })).toEqual(["reason 2 reason"]);
  expect(kinds({ creditNote: true })).toEqual(["effect 1 effect", "effect 2 effect"]);
  expect(kinds({ lines: [line({ qty_shipped: undefined })] })).toEqual(["quantity 1 received"]);
});

test("an error blocks until it is accepted, for the whole invoice before those of lines", () => {
  const ofLine = finding({ code: "LINE_EXTENSION", path: "/lines/1/line_total", line_ids: ["2"] });
  const findings = [ofLine, finding()];
  expect(kinds({ findings })).toEqual(["finding", "finding 2 line_total"]);
  const accepted = override(override(given().review, ofLine, "rounded"), finding(), "rounded");
  expect(kinds({ findings, review: accepted })).toEqual([]);
});

test("a doubtful value asks until it, or its line, is confirmed or corrected; it blocks nothing", () => {
  const findings = [finding({ severity: "warning", code: "ODD_LINE", path: "/lines/0/unit_price", line_ids: ["1"] })];
  const [doubt] = problemsOf(given({ findings }));
  expect([doubt?.kind, doubt?.blocking, doubt?.confirms]).toEqual(["doubt", false, "/lines/0/unit_price"]);
  const { review: decided } = given();
  for (const looked of [
    confirm(decided, "/lines/0/unit_price"),
    confirm(decided, "/lines/0"),
    correct(decided, "/lines/0/unit_price", "9.50"),
  ])
    expect(kinds({ findings, review: looked })).toEqual([]);
});

test("a finding about what was corrected since is left to the next check", () => {
  const findings = [finding({ code: "LINE_EXTENSION", path: "/lines/0/line_total", line_ids: ["1"] }), finding()];
  const corrected = correct(given().review, "/lines/0/unit_price", "9.50");
  expect(kinds({ findings, review: corrected })).toEqual([]);
  expect(kinds({ findings, review: corrected, checked: corrected.corrections })).toHaveLength(2);
});

test("a row that was not read asks until somebody has looked, unless an error tells of it already", () => {
  expect(kinds({ unread: [ROW] })).toEqual(["unread"]);
  expect(kinds({ unread: [ROW], review: confirm(given().review, "/unread/0") })).toEqual([]);
  const told = finding({ code: "UNREAD_ROW", sources: [ROW] });
  expect(kinds({ unread: [ROW], findings: [told] })).toEqual(["finding"]);
  expect(kinds({ unread: [ROW], findings: [{ ...told, severity: "warning" }] })).toEqual(["unread"]);
});

test("where the vendor is unknown, one is chosen and every line confirmed; no reason stands in for that", () => {
  const findings = [finding({ code: "NO_VENDOR_MATCH" })];
  expect(kinds({ findings })).toEqual(["vendor", "confirm 1 confirm", "confirm 2 confirm"]);
  const named = { ...override(given().review, finding({ code: "NO_VENDOR_MATCH" }), "known"), vendor_id: "acme" };
  expect(kinds({ findings, review: named })).toEqual(["confirm 1 confirm", "confirm 2 confirm"]);
  expect(kinds({ findings, review: confirm(confirm(named, "/lines/0"), "/lines/1") })).toEqual([]);
});

test("the walk goes round, and on from where a problem was solved", () => {
  const problems = problemsOf(given({ creditNote: true }));
  const [first, second] = problems.map(({ key }) => key);
  expect(beside(problems, null, 0, 1)).toBe(0);
  expect(beside(problems, first ?? "", 0, 1)).toBe(1);
  expect(beside(problems, second ?? "", 1, 1)).toBe(0);
  expect(beside(problems, first ?? "", 0, -1)).toBe(1);
  expect(beside(problems, "solved", 1, 1)).toBe(1);
  expect(beside([], null, 0, 1)).toBe(-1);
});

test("each cell knows its own mark", () => {
  const findings = [
    finding({ code: "LINE_EXTENSION", path: "/lines/0/line_total", line_ids: ["1"] }),
    finding({ code: "ODD_LINE", severity: "warning", path: "/lines/0/unit_price", line_ids: ["1"] }),
  ];
  const marks = lineMarks(problemsOf(given({ findings }))).get("1") ?? "";
  expect(["line_total", "unit_price", "uom_raw"].map((column) => markOf(marks, column))).toEqual([
    "error",
    "warning",
    undefined,
  ]);
});
