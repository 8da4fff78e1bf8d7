import { useQuery } from "@tanstack/react-query";
import { taken } from "../../lib/ahead";
import { api } from "../../lib/api";
import { keys } from "../../lib/queries";

/** The invoice's PDF, opened; asked for before the pane that shows it, it is there when a long invoice's lines are. */
export function usePdf(id: string) {
  return useQuery({
    queryKey: keys.source(id),
    queryFn: async ({ signal }) => {
      const [bytes, { openPdf }] = await Promise.all([
        taken("source", id, () => api.source(id, signal)),
        import("../../lib/pdf"),
      ]);
      return openPdf(bytes);
    },
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
}
