import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../lib/api";
import { keys } from "../lib/queries";

export interface ItemInfo {
  name: string;
  unit: string;
}

/** Those items' names and units as far as they are known by now: from the shared list, else asked for one by one. */
export function useItems(wanted: readonly string[]): ReadonlyMap<string, ItemInfo> {
  const list = useQuery({
    queryKey: keys.items(""),
    queryFn: ({ signal }) => api.items("", signal),
    enabled: wanted.length > 0,
  });
  const listed = useMemo(() => new Map(list.data?.items.map((item) => [item.item, item])), [list.data]);
  const others = list.isSuccess ? wanted.filter((item) => !listed.has(item)) : [];
  const asked = useQueries({
    queries: others.map((item) => ({ queryKey: keys.item(item), queryFn: () => api.item(item) })),
    combine: (answers) => answers.flatMap(({ data }) => data?.item ?? []),
  });
  return useMemo(() => new Map([...listed, ...asked.map((item) => [item.item, item] as const)]), [listed, asked]);
}
