/**
 * Two people's decisions over a common base, made one. What only one of them changed is taken; what both changed
 * differently is a clash, and asked about. Pure.
 */
import { lineIndex } from "../../lib/pointer";
import type { ReviewInput, ReviewLine, ReviewOverride } from "../../types/contracts";

export type Side = "mine" | "theirs";

/** One thing that both changed: what it was, and what each makes of it (undefined: nothing, or as it was read). */
export interface Clash {
  key: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

export interface Merge {
  /** Everything that is settled, with theirs where there is a clash. */
  merged: ReviewInput;
  clashes: Clash[];
  /** How many things only the other side changed. */
  taken: number;
}

type Units = Map<string, unknown>;

const MAPPING = ["item", "factor", "quantity_source"] as const;
const RECEIPT = ["received", "exclude", "stock_effect", "reason"] as const;

export function merge(base: ReviewInput, mine: ReviewInput, theirs: ReviewInput): Merge {
  const whole = linesAskedWhole(base, mine, theirs);
  const [before, left, right] = [base, mine, theirs].map((review) => unitsOf(review, whole)) as [Units, Units, Units];
  const units: Units = new Map();
  const clashes: Clash[] = [];
  let taken = 0;
  for (const key of new Set([...before.keys(), ...right.keys(), ...left.keys()])) {
    const [was, own, other] = [before.get(key), left.get(key), right.get(key)];
    const theirChange = !same(other, was);
    if (!same(own, other) && theirChange && !same(own, was)) clashes.push({ key, base: was, mine: own, theirs: other });
    if (theirChange && same(own, was)) taken += 1;
    const value = theirChange ? other : own;
    if (value !== undefined) units.set(key, value);
  }
  for (const key of [...units.keys()]) if (isOverdue(key, base, mine, theirs)) units.delete(key);
  return { merged: reviewOf(units, mine), clashes, taken };
}

/** An error may be another one after a correction: who accepted it without knowing of that is asked again. */
function isOverdue(key: string, base: ReviewInput, mine: ReviewInput, theirs: ReviewInput): boolean {
  const [kind, , lines = ""] = key.split(" ");
  if (kind !== "overrides") return false;
  const has = (review: ReviewInput) => review.overrides.some((entry) => overrideKey(entry) === key);
  if (has(base) || (has(mine) && has(theirs))) return false;
  const unaware = has(mine) ? theirs : mine;
  return Object.keys({ ...unaware.corrections, ...base.corrections }).some((at) => {
    const index = lineIndex(at);
    const about = lines === "" || (index !== null && lines.split(",").includes(String(index + 1)));
    return about && unaware.corrections[at] !== base.corrections[at];
  });
}

function overrideKey({ code, line_ids }: ReviewOverride): string {
  return `overrides ${code} ${[...line_ids].sort().join()}`;
}

/** The merged decisions with each clash decided. */
export function settled({ merged, clashes }: Merge, choices: Readonly<Record<string, Side>>): ReviewInput {
  const units = unitsOf(merged, new Set(clashes.flatMap(({ key }) => /^lines\/(\d+)$/.exec(key)?.[1] ?? [])));
  for (const { key, mine, theirs } of clashes) {
    const value = choices[key] === "mine" ? mine : theirs;
    if (value === undefined) units.delete(key);
    else units.set(key, value);
  }
  return reviewOf(units, merged);
}

/** An item goes with its factor, and what was received with its reason: they are never torn apart. */
function unitsOf(review: ReviewInput, whole: ReadonlySet<string>): Units {
  const units: Units = new Map();
  if (review.vendor_id !== undefined) units.set("vendor_id", review.vendor_id);
  for (const [at, value] of Object.entries(review.corrections)) units.set(`corrections ${at}`, value);
  for (const [id, line] of Object.entries(review.lines)) {
    const parts = whole.has(id)
      ? { [`lines/${id}`]: line }
      : { [`lines/${id}/mapping`]: part(line, MAPPING), [`lines/${id}/receipt`]: part(line, RECEIPT) };
    for (const [key, value] of Object.entries(parts)) if (Object.keys(value).length > 0) units.set(key, value);
  }
  for (const at of review.confirmed) units.set(`confirmed ${at}`, true);
  for (const entry of review.overrides) units.set(overrideKey(entry), entry);
  return units;
}

function reviewOf(units: Units, { reading_sha256 }: ReviewInput): ReviewInput {
  const review: ReviewInput = { reading_sha256, corrections: {}, lines: {}, confirmed: [], overrides: [] };
  for (const [key, value] of units) {
    const line = /^lines\/(\d+)/.exec(key)?.[1];
    if (line !== undefined) review.lines[line] = { ...review.lines[line], ...(value as ReviewLine) };
    else if (key === "vendor_id") review.vendor_id = value as string;
    else if (key.startsWith("corrections ")) review.corrections[key.slice(12)] = value as string | null | boolean;
    else if (key.startsWith("confirmed ")) review.confirmed.push(key.slice(10));
    else review.overrides.push(value as ReviewInput["overrides"][number]);
  }
  return review;
}

/** A quantity means something else by weight than by case: who changed the one must see what the other received. */
function linesAskedWhole(base: ReviewInput, mine: ReviewInput, theirs: ReviewInput): Set<string> {
  const changed = (side: ReviewInput, id: string, field: keyof ReviewLine) =>
    side.lines[id]?.[field] !== base.lines[id]?.[field];
  const ids = Object.keys({ ...mine.lines, ...theirs.lines });
  return new Set(
    ids.filter(
      (id) =>
        (changed(mine, id, "quantity_source") && changed(theirs, id, "received")) ||
        (changed(theirs, id, "quantity_source") && changed(mine, id, "received")),
    ),
  );
}

function part(line: ReviewLine, fields: readonly (keyof ReviewLine)[]): ReviewLine {
  return Object.fromEntries(fields.filter((field) => line[field] !== undefined).map((field) => [field, line[field]]));
}

function same(a: unknown, b: unknown): boolean {
  return stable(a) === stable(b);
}

function stable(value: unknown): string {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return JSON.stringify(value) ?? "";
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
