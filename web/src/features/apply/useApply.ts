import { api } from "../../lib/api";
import type { ApplyRequest, Preview, Receipt } from "../../types/contracts";
import { useOnce } from "./useOnce";

/** The one apply of this page. */
export function useApply(job: string) {
  const once = useOnce<ApplyRequest, Receipt>("apply", job, {
    send: (request) => api.apply(job, request),
    ask: () => api.receipt(job),
  });
  const apply = ({ review_sha256, plan_sha256 }: Preview, duplicateReason?: string) =>
    once.start(() => ({
      apply_id: crypto.randomUUID(),
      review_sha256,
      plan_sha256,
      ...(duplicateReason && { duplicate_reason: duplicateReason }),
    }));
  return { ...once, apply };
}

export type ApplyFlow = ReturnType<typeof useApply>;
