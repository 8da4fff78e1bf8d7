/** A person's decisions about a reading, as plain data: every function gives a new review and changes none. */
import { compare, isNegative, multiply } from "../../lib/decimal";
import { lineIndex, type Pointer } from "../../lib/pointer";
import { isReason } from "../../lib/reason";
import type { Decimal, InvoiceLine, ReadingFinding, Review, ReviewInput, ReviewLine } from "../../types/contracts";

/** The decisions alone, of a stored review. */
export function decisionsOf(review: Review | ReviewInput): ReviewInput {
  const { reading_sha256, vendor_id, corrections, lines, confirmed, overrides } = review;
  return { reading_sha256, ...(vendor_id !== undefined && { vendor_id }), corrections, lines, confirmed, overrides };
}

export function decisionOn(review: ReviewInput, lineId: string): ReviewLine {
  return review.lines[lineId] ?? {};
}

/** What a change of one line says: a value sets, undefined takes away. */
export type LineChange = { [K in keyof ReviewLine]?: ReviewLine[K] | undefined };

export function changeLine(review: ReviewInput, lineId: string, change: LineChange): ReviewInput {
  const merged = Object.entries({ ...decisionOn(review, lineId), ...change }).filter(
    ([, value]) => value !== undefined,
  );
  return { ...review, lines: { ...review.lines, [lineId]: Object.fromEntries(merged) as ReviewLine } };
}

/** The line moves nothing, for a reason that is still to be given. */
export function excluded(review: ReviewInput, lineId: string): ReviewInput {
  return changeLine(review, lineId, { exclude: true, received: undefined, reason: undefined });
}

export function included(review: ReviewInput, lineId: string): ReviewInput {
  return changeLine(review, lineId, { exclude: undefined, reason: undefined });
}

/**
 * Sets a value to what the person says; null takes it away, undefined goes back to what was read. An error of that line, or of the whole
 * invoice, may be another one then: who accepted it is asked again.
 */
export function correct(review: ReviewInput, at: Pointer, value: string | null | undefined): ReviewInput {
  const { [at]: _, ...others } = review.corrections;
  const index = lineIndex(at);
  const line = index === null ? "" : String(index + 1);
  const overrides = review.overrides.filter(({ line_ids }) => line_ids.length > 0 && !line_ids.includes(line));
  return { ...review, corrections: value === undefined ? others : { ...others, [at]: value }, overrides };
}

/** Says that a value (or, by the pointer of a line, all of it) is right as it stands; or takes that back. */
export function confirm(review: ReviewInput, at: Pointer, right = true): ReviewInput {
  const others = review.confirmed.filter((other) => other !== at);
  return { ...review, confirmed: right ? [...others, at] : others };
}

export function override(review: ReviewInput, finding: ReadingFinding, reason: string | null): ReviewInput {
  const others = review.overrides.filter((entry) => !isAbout(entry, finding));
  const entry = { code: finding.code, line_ids: finding.line_ids, reason: reason ?? "" };
  return { ...review, overrides: reason === null ? others : [...others, entry] };
}

export function overrideOf(review: ReviewInput, finding: ReadingFinding) {
  return review.overrides.find((entry) => isAbout(entry, finding));
}

/** The quantity printed for the source that moves stock, or undefined when the invoice has none. */
export function printedQuantity(line: InvoiceLine, decision: ReviewLine): Decimal | undefined {
  if (decision.quantity_source === "weight") return line.weight;
  if (decision.quantity_source === "billed") return line.qty_billed ?? line.qty_shipped;
  return line.qty_shipped;
}

/** Quantities of the line that can move stock, and the one that is chosen though this invoice lacks it. */
export function quantitySources(line: InvoiceLine, decision: ReviewLine): ("shipped" | "billed" | "weight")[] {
  const present = { shipped: line.qty_shipped, billed: line.qty_billed, weight: line.weight };
  const chosen = decision.quantity_source ?? "shipped";
  return (["shipped", "billed", "weight"] as const).filter((name) => name === chosen || present[name] !== undefined);
}

/** Whether only the person can say what the line does to stock: returned goods, or money alone. */
export function asksEffect(line: InvoiceLine, creditNote: boolean): boolean {
  const printed = [line.qty_shipped, line.qty_billed, line.weight, line.line_total];
  return creditNote || printed.some((value) => value !== undefined && isNegative(value));
}

/** Whether the line may move stock: an item that nobody has taken out. */
export function movesStock(line: InvoiceLine, decision: ReviewLine): boolean {
  return line.kind === "item" && !decision.exclude && decision.stock_effect !== "none";
}

type Missing = "item" | "factor" | "quantity" | "effect";

/** What must still be said before the line can be applied. The server decides by the same rules. */
export function missingOf(line: InvoiceLine, decision: ReviewLine, creditNote: boolean): Missing[] {
  const quantity = decision.received ?? printedQuantity(line, decision);
  if (!movesStock(line, decision) || (quantity !== undefined && compare(quantity, "0") === 0)) return [];
  const missing: Missing[] = [];
  if (asksEffect(line, creditNote) && decision.stock_effect === undefined) missing.push("effect");
  if (quantity === undefined) missing.push("quantity");
  if (!decision.item) missing.push("item");
  else if (!decision.factor) missing.push("factor");
  return missing;
}

export function needsDecision(line: InvoiceLine, decision: ReviewLine, creditNote: boolean): boolean {
  return missingOf(line, decision, creditNote).length > 0;
}

/** What would come into stock, in the item's unit; null as long as something is missing. */
export function stockChange(line: InvoiceLine, decision: ReviewLine, creditNote: boolean): Decimal | null {
  const quantity = decision.received ?? printedQuantity(line, decision);
  if (!movesStock(line, decision) || needsDecision(line, decision, creditNote)) return null;
  if (!decision.factor || quantity === undefined) return null;
  const size = multiply(quantity, decision.factor).replace("-", "");
  return decision.stock_effect === "out" && compare(size, "0") !== 0 ? `-${size}` : size;
}

/** Whether the line waits for a reason that a person must give. */
export function lacksReason({ received, exclude, reason = "" }: ReviewLine): boolean {
  return (received !== undefined || exclude === true) && !isReason(reason);
}

/** Asked at every drawing, over as many lines as there are: what a step left alone is the same object, and not looked into. */
export function sameDecisions(a: ReviewInput, b: ReviewInput): boolean {
  return isSame(a, b);
}

function isAbout(entry: { code: string; line_ids: string[] }, finding: ReadingFinding): boolean {
  return entry.code === finding.code && [...entry.line_ids].sort().join() === [...finding.line_ids].sort().join();
}

/** Equal as JSON: a member that is undefined is one that is not there. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isHolder(a) || !isHolder(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => isSame(a[name], b[name]));
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object";
}
