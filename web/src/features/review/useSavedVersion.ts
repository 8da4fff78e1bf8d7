import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import { keys } from "../../lib/queries";
import type { Draft } from "../../types/contracts";

/** The version that the decisions here are saved over, readable at once by whoever saves or merges. */
export interface SavedVersion {
  newest: () => Draft;
  /** Goes on from this one, here and wherever the page shows the draft. */
  put: (draft: Draft) => void;
}

export function useSavedVersion(draft: Draft): SavedVersion {
  const client = useQueryClient();
  const over = useRef(draft);
  return useMemo(
    () => ({
      newest: () => over.current,
      put: (next) => {
        over.current = next;
        client.setQueryData<Draft>(keys.draft(next.job.job_id), next);
      },
    }),
    [client],
  );
}
