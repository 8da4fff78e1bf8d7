import { useQuery } from "@tanstack/react-query";
import { api } from "../lib/api";
import { keys } from "../lib/queries";
import type { Candidate } from "../types/contracts";

interface ItemInfo {
  name: string;
  unit: string;
}

/** Name and unit of an item: from what was used before, else from the shared list, else asked for by itself. */
export function useItemInfo(item: string | undefined, candidates: readonly Candidate[]): ItemInfo | null {
  const candidate = candidates.find((known) => known.item === item);
  const unknown = item !== undefined && candidate === undefined;
  const list = useQuery({ queryKey: keys.items(""), queryFn: ({ signal }) => api.items("", signal), enabled: unknown });
  const listed = list.data?.items.find((known) => known.item === item);
  const single = useQuery({
    queryKey: keys.item(item ?? ""),
    queryFn: () => api.item(item ?? ""),
    enabled: unknown && list.isSuccess && listed === undefined,
  });
  return candidate ?? listed ?? single.data?.item ?? null;
}
