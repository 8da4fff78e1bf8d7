/** What is selected on the review page: a value, a finding or an unread row, each with its boxes. */
import { createContext, useContext } from "react";
import { isOnPage } from "../../lib/boxes";
import type { Pointer } from "../../lib/pointer";
import type { Reading, ReadingFinding, ReadingPageSource, ReadingSource, ReadingUnread } from "../../types/contracts";

export interface Selection {
  /** A JSON Pointer for a value, another name for the rest. */
  key: string;
  pointer?: Pointer;
  sources: readonly ReadingSource[];
}

export interface SelectionContext {
  selected: Selection | null;
  sources: Reading["sources"];
  /** Which equation proves a value, where arithmetic does. */
  proofs: Reading["proofs"];
  select: (selection: Selection | null) => void;
}

/** What never changes while the page is open: a cell that only needs this is not drawn again at every selection. */
export const SourcesScope = createContext<Omit<SelectionContext, "selected">>({
  sources: {},
  proofs: {},
  select: () => {},
});

export function useSources(): Omit<SelectionContext, "selected"> {
  return useContext(SourcesScope);
}

export const SelectionScope = createContext<SelectionContext>({
  selected: null,
  sources: {},
  proofs: {},
  select: () => {},
});

export function useSelection(): SelectionContext {
  return useContext(SelectionScope);
}

export function ofValue(pointer: Pointer, sources: Reading["sources"]): Selection {
  return { key: pointer, pointer, sources: sources[pointer] ?? [] };
}

/** The finding's own boxes, else those of the value it is about. */
export function ofFinding(finding: ReadingFinding, sources: Reading["sources"]): Selection {
  const own = finding.sources.length > 0 ? finding.sources : (sources[finding.path ?? ""] ?? []);
  return {
    key: `finding ${finding.code} ${finding.path ?? ""} ${finding.line_ids.join()}`,
    ...(finding.path && { pointer: finding.path }),
    sources: own,
  };
}

export function ofUnread({ page, box, text }: ReadingUnread): Selection {
  return { key: `unread ${page} ${box.join()}`, sources: [{ page, box, text }] };
}

export function boxesOf(selection: Selection | null): ReadingPageSource[] {
  return selection?.sources.filter(isOnPage) ?? [];
}

/** The first printed line of a description, and what follows it: ["Comté AOP, Viertellaib", "Herkunft: Frankreich"]. */
export function splitDescription(text = "", sources: readonly ReadingSource[] = []): [string | undefined, string] {
  const first = sources[0]?.text.trim() ?? "";
  if (!first || !text.startsWith(first)) return [text || undefined, ""];
  return [first, text.slice(first.length).trim()];
}
