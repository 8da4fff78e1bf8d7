/**
 * What still needs a person's eye, in the order of the invoice: what apply would be refused for, and what is only
 * doubtful until somebody says that it is right. Pure; the server decides by the same rules.
 */
import { lineIndex, type Pointer } from "../../lib/pointer";
import type { InvoiceLine, ReadingFinding, ReadingUnread, ReviewInput } from "../../types/contracts";
import { lineField } from "./corrected";
import { decisionOn, lacksReason, missingOf, overrideOf } from "./decisions";

type ProblemKind =
  | "vendor"
  | "finding"
  | "item"
  | "factor"
  | "quantity"
  | "effect"
  | "reason"
  | "confirm"
  | "doubt"
  | "unread";

export interface Problem {
  key: string;
  kind: ProblemKind;
  /** Whether apply would be refused for it. */
  blocking: boolean;
  line?: string;
  /** The cell of the line where it is solved. */
  column?: string;
  /** What "this is right" confirms; absent where a word is not enough. */
  confirms?: Pointer;
  finding?: ReadingFinding;
  unread?: ReadingUnread;
}

export interface Reviewed {
  lines: readonly InvoiceLine[];
  findings: readonly ReadingFinding[];
  unread: readonly ReadingUnread[];
  review: ReviewInput;
  /** The corrections that the findings already know. */
  checked: ReviewInput["corrections"];
  creditNote: boolean;
}

export const NO_VENDOR = "NO_VENDOR_MATCH";

export function problemsOf(given: Reviewed): Problem[] {
  const { lines, unread, review } = given;
  const suggested = isSuggested(given.findings);
  const open = given.findings.filter(({ code }) => code !== NO_VENDOR).flatMap((finding) => ofFinding(finding, given));
  const ofLines = lines.flatMap((line, index) => [
    ...ofLine(line, index, given, suggested),
    ...open.filter((problem) => problem.line === line.line_id),
  ]);
  const errors = given.findings.filter(({ code, severity }) => code === "UNREAD_ROW" && severity === "error");
  const told = new Set(errors.map(placeOf));
  return [
    ...(suggested && !review.vendor_id ? [{ key: "vendor", kind: "vendor", blocking: true } as const] : []),
    ...open.filter((problem) => problem.line === undefined),
    ...ofLines,
    ...unread.flatMap((row, index) => ofUnread(row, index, review, told)),
  ];
}

/** Names a finding, so that the walk finds the place where it is told. */
export function findingKey(finding: ReadingFinding): string {
  const { code, path = "", line_ids } = finding;
  return `finding ${code} ${path} ${line_ids.join()} ${placeOf(finding)}`;
}

/** Whether the reading is only a suggestion: nobody knows the vendor, so a person looks at every line. */
export function isSuggested(findings: readonly ReadingFinding[]): boolean {
  return findings.some(({ code }) => code === NO_VENDOR);
}

/** Whether a value at the pointer, or below it, is another one than the findings know. */
export function hasChanged(
  prefix: Pointer,
  now: ReviewInput["corrections"],
  checked: ReviewInput["corrections"],
): boolean {
  return Object.keys({ ...now, ...checked }).some((at) => at.startsWith(prefix) && now[at] !== checked[at]);
}

function isConfirmed({ confirmed, corrections }: ReviewInput, at: Pointer): boolean {
  const index = lineIndex(at);
  return confirmed.includes(at) || at in corrections || (index !== null && confirmed.includes(lineField(index)));
}

/** The problem to go to next: the one after (or before) the current one, or what has taken its place. */
export function beside(problems: readonly Problem[], current: string | null, was: number, step: 1 | -1): number {
  if (problems.length === 0) return -1;
  const at = problems.findIndex(({ key }) => key === current);
  const from = at >= 0 ? at + step : step === 1 ? was : was - 1;
  return (from + problems.length) % problems.length;
}

function ofLine(line: InvoiceLine, index: number, { review, creditNote }: Reviewed, suggested: boolean): Problem[] {
  const id = line.line_id;
  const decision = decisionOn(review, id);
  const missing = missingOf(line, decision, creditNote);
  const problems: Problem[] = missing.map((kind) => ({
    key: `${kind} ${id}`,
    kind,
    blocking: true,
    line: id,
    column: { item: "item", factor: "factor", quantity: "received", effect: "effect" }[kind],
  }));
  if (lacksReason(decision))
    problems.push({ key: `reason ${id}`, kind: "reason", blocking: true, line: id, column: "reason" });
  const at = lineField(index);
  if (suggested && !review.confirmed.includes(at))
    problems.push({ key: `confirm ${id}`, kind: "confirm", blocking: true, line: id, column: "confirm", confirms: at });
  return problems;
}

/** Findings know nothing of corrections that were made since: those are checked again when the version is saved. */
function ofFinding(finding: ReadingFinding, { review, checked, lines }: Reviewed): Problem[] {
  const { severity, path = "", line_ids } = finding;
  if (severity === "info" || overrideOf(review, finding)) return [];
  const index = lineIndex(path) ?? lines.findIndex(({ line_id }) => line_id === line_ids[0]);
  if (hasChanged(index < 0 ? "/" : `${lineField(index)}/`, review.corrections, checked)) return [];
  const line = lines[index];
  const key = findingKey(finding);
  const column = lineIndex(path) === null ? undefined : path.split("/").slice(3).join("/");
  const where = line && { line: line.line_id, column: column || "line_total" };
  if (severity === "error") return [{ key, kind: "finding", blocking: true, finding, ...where }];
  const confirms = path || (line && lineField(index));
  if (!confirms || isConfirmed(review, confirms)) return [];
  return [{ key, kind: "doubt", blocking: false, finding, confirms, ...where }];
}

/** A row that an error tells of is settled with that error; any other one by saying that it may be left unread. */
function ofUnread(unread: ReadingUnread, index: number, review: ReviewInput, told: ReadonlySet<string>): Problem[] {
  // A pointer into the reading, which the review names by its hash: the invoice has no place for what became nothing.
  const confirms = `/unread/${index}`;
  if (review.confirmed.includes(confirms)) return [];
  const byError = told.has(placeOf({ sources: [unread] }));
  return byError ? [] : [{ key: `unread ${index}`, kind: "unread", blocking: false, confirms, unread }];
}

function placeOf({ sources }: Pick<ReadingFinding, "sources">): string {
  return sources.map((source) => ("page" in source ? `${source.page} ${source.box.join()}` : source.path)).join(";");
}
