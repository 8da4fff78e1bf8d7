import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useMemo, useState } from "react";
import { api } from "../../lib/api";
import { ApiProblem } from "../../lib/http";
import { keys } from "../../lib/queries";
import type { Preview } from "../../types/contracts";
import { changedItems } from "./plan";
import type { ApplyFlow } from "./useApply";

/** After these the table is made anew: stock, the review, or who else applied this invoice is not as it was shown. */
const OUTDATED = ["STALE_PREVIEW", "DUPLICATE_INVOICE"];

export interface Stale {
  /** The items whose figures are others than before; none when only the review is another. */
  changed: ReadonlySet<string>;
  code: string;
}

/** The preview of a review, and what of it has changed since it was last shown and refused. */
export function usePlan(job: string, review: string, flow: ApplyFlow) {
  const client = useQueryClient();
  const [refused, setRefused] = useState<{ plan: Preview; code: string } | null>(null);
  const preview = useQuery({
    queryKey: keys.preview(job, review),
    queryFn: () => api.preview(job, review),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const { state, again } = flow;
  const code = state.step === "refused" ? outdated(state.error) : null;
  const plan = preview.data;
  const refresh = useEffectEvent((reason: string) => {
    if (plan === undefined) return;
    setRefused({ plan, code: reason });
    void client
      .refetchQueries({ queryKey: keys.draft(job) })
      .then(() => client.refetchQueries({ queryKey: keys.preview(job, review) }))
      .then(again);
  });
  useEffect(() => {
    if (code !== null) refresh(code);
  }, [code]);
  const stale = useMemo(
    () => (plan && refused && plan !== refused.plan ? staleness(refused, plan) : null),
    [plan, refused],
  );
  return { preview, stale, refreshing: code !== null };
}

function staleness({ plan, code }: { plan: Preview; code: string }, fresh: Preview): Stale {
  return { changed: changedItems(plan.rows, fresh.rows), code };
}

function outdated(error: unknown): string | null {
  return error instanceof ApiProblem && OUTDATED.includes(error.problem.code) ? error.problem.code : null;
}
