/** What the help page lists, and what of it a text finds. Pure, but for the catalogue. */
import { texts } from "../../texts";
import { CODE_GROUPS, type CodeText, codeText, findingText } from "../../texts/codes";
import { guide } from "../../texts/guide";

export interface Entry extends CodeText {
  code: string;
  /** The words for it as a finding, when it can be that as well. */
  finding?: string;
}

export interface Group {
  id: string;
  title: string;
  lead?: string;
  entries: Entry[];
}

const KINDS = {
  sums: ["LINE_EXTENSION", "QTY_SPLIT", "LINES_NET", "CHARGES", "TAX", "GRAND_TOTAL", "LINE_COUNT", "PAGE_COUNT"],
  doubts: [
    "UNREAD_ROW",
    "PAGE_DIFFERS",
    "FIELD_DIFFERS",
    "HIDDEN_TEXT",
    "OVERLAPPING_TEXT",
    "UNICODE_SUSPECT",
    "ENGINES_DISAGREE",
    "LAYOUT_CHANGED",
    "DUPLICATE_LINE",
    "ODD_LINE",
    "UNIT_UNKNOWN",
    "PRICE_JUMP",
    "DATE_ORDER",
  ],
  file: ["REPAIRED", "INCREMENTAL_UPDATES", "TRAILING_DATA", "JUNK_BEFORE_HEADER", "ACTIVE_CONTENT", "EMBEDDED_FILES"],
} as const;

/** Every error code, in the catalogue's groups. */
export function codeGroups(): Group[] {
  return CODE_GROUPS.map((group) => ({
    id: `codes-${group}`,
    title: guide().codes.groups[group],
    entries: Object.keys(guide().codes[group]).flatMap(codeEntry),
  }));
}

/** Every finding that is no error code as well: those stand among the codes, once. */
export function findingGroups(): Group[] {
  return (Object.keys(KINDS) as (keyof typeof KINDS)[]).map((kind) => {
    const { title, stock } = guide().help.kinds[kind];
    const entries = KINDS[kind].map((code) => ({
      code,
      happened: `${texts.findings[code]}.`,
      stock: "",
      action: guide().help.actions[code],
    }));
    return { id: `findings-${kind}`, title, lead: stock, entries };
  });
}

/** The groups with the entries in which every word of the text stands; those without any are left out. */
export function found(groups: readonly Group[], typed: string): Group[] {
  const words = wordsOf(typed);
  return groups
    .map((group) => ({ ...group, entries: group.entries.filter((entry) => mentions(Object.values(entry), words)) }))
    .filter(({ entries }) => entries.length > 0);
}

export function wordsOf(typed: string): string[] {
  return typed.toLowerCase().split(/\s+/).filter(Boolean);
}

export function mentions(told: readonly string[], words: readonly string[]): boolean {
  const text = told.join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}

function codeEntry(code: string): Entry[] {
  const words = codeText(code);
  const finding = findingText(code);
  return words ? [{ code, ...words, ...(finding && { finding }) }] : [];
}
