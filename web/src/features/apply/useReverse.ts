import { api } from "../../lib/api";
import type { Reversal, ReverseRequest } from "../../types/contracts";
import { useOnce } from "./useOnce";

/** The one reversal of this page; sent again, the server answers with the first one, so sending is asking. */
export function useReverse(job: string) {
  const once = useOnce<ReverseRequest, Reversal>("reverse", job, {
    send: (request) => api.reverse(job, request),
    ask: async () => null,
  });
  return { ...once, reverse: (reason: string) => once.start(() => ({ reverse_id: crypto.randomUUID(), reason })) };
}
