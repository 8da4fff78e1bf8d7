import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../lib/api";
import { useDebounced } from "../lib/debounce";
import { problemOf } from "../lib/http";
import { keys } from "../lib/queries";
import { texts } from "../texts";
import type { Candidate, Item } from "../types/contracts";

/** What a person can pick: an item, with the factor that was learned for this article when there is one. */
export interface Choice {
  item: string;
  name: string;
  unit: string;
  candidate?: Candidate;
  onHand?: string;
}

/** What the text finds: what was used for the article before first, then the items; a message when that needs words. */
export function useChoices(typed: string, open: boolean, candidates: readonly Candidate[]) {
  const wanted = typed.trim().toLowerCase();
  const query = useDebounced(typed.trim());
  const items = useQuery({
    queryKey: keys.items(query),
    queryFn: ({ signal }) => api.items(query, signal),
    enabled: open,
    staleTime: 0, // somebody may have made it a moment ago
    placeholderData: keepPreviousData, // of which what still matches stays, until the answer is there
  });
  const settled = query === typed.trim() && !items.isPending && !items.isPlaceholderData;
  const matches = ({ item, name }: { item: string; name: string }) => `${item} ${name}`.toLowerCase().includes(wanted);
  const known = candidates.filter(matches).map(fromCandidate);
  const rest = (items.data?.items ?? [])
    // An answer to what was typed before must not offer, for Enter to take, what no longer matches.
    .filter((item) => (settled || matches(item)) && !known.some((choice) => choice.item === item.item))
    .map(fromItem);
  const choices = [...known, ...rest.slice(0, 20)];
  // Whether what was typed may exist all the same: the answer is on its way, or the one that stands here is an old one.
  const awaited = wanted !== "" && (!settled || items.isFetching);
  return { choices, awaited, failed: items.isError, message: messageOf(items.error, !settled, choices.length) };
}

export type Choices = ReturnType<typeof useChoices>;

function messageOf(error: Error | null, pending: boolean, count: number): string | null {
  if (error) return problemOf(error).detail;
  if (pending) return texts.item.searching;
  return count === 0 ? texts.item.none : null;
}

function fromCandidate(candidate: Candidate): Choice {
  return { item: candidate.item, name: candidate.name, unit: candidate.unit, candidate };
}

function fromItem({ item, name, unit, on_hand }: Item): Choice {
  return { item, name, unit, onHand: on_hand };
}
