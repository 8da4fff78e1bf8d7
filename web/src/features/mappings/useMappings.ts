import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../lib/api";
import { keys } from "../../lib/queries";
import type { Mapping } from "../../types/contracts";
import { lessonOf } from "./lesson";

const PAGE = 100;

export function useMappings(vendor: string) {
  return useInfiniteQuery({
    queryKey: keys.mappings(vendor),
    queryFn: ({ pageParam, signal }) => api.mappings(vendor, { limit: PAGE, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
}

/** What was last done to a vendor's mappings. */
export type Done = { what: "corrected" | "forgotten" | "put back"; mapping: Mapping };

/** Taking a mapping away, putting it back, and what became of it. */
export function useTeaching(vendor: string) {
  const [done, setDone] = useState<Done | null>(null);
  const refresh = useRefresh();
  const forget = useMutation({
    mutationFn: (mapping: Mapping) => api.forgetMapping({ ...mapping, vendor_id: vendor }),
    onSuccess: async (_, mapping) => {
      setDone({ what: "forgotten", mapping });
      await refresh();
    },
  });
  const putBack = useMutation({
    mutationFn: (mapping: Mapping) => api.teachMapping(vendor, lessonOf(mapping, mapping)),
    onSuccess: async (_, mapping) => {
      setDone({ what: "put back", mapping });
      await refresh();
    },
  });
  return {
    done,
    forgetError: forget.error,
    putBackError: putBack.error,
    busy: forget.isPending || putBack.isPending,
    corrected: (mapping: Mapping) => setDone({ what: "corrected", mapping }),
    forget: (mapping: Mapping) => forget.mutate(mapping),
    putBack: (mapping: Mapping) => putBack.mutate(mapping),
  };
}

/** Whatever shows mappings asks for them again. */
export function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.allMappings });
}
