import { useQuery } from "@tanstack/react-query";
import { taken } from "../../lib/ahead";
import { api } from "../../lib/api";
import { ApiProblem, local } from "../../lib/http";
import { keys } from "../../lib/queries";
import { texts } from "../../texts";

/** The invoice's PDF, opened; asked for before the pane that shows it, it is there when a long invoice's lines are. */
export function usePdf(id: string) {
  return useQuery({
    queryKey: keys.source(id),
    queryFn: async ({ signal }) => {
      const [bytes, { openPdf }] = await Promise.all([
        taken("source", id, () => api.source(id, signal)),
        import("../../lib/pdf").catch(missing),
      ]);
      return openPdf(bytes);
    },
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
}

/** Its code did not come: asked for again as an answer that was lost. */
function missing(): never {
  throw new ApiProblem(local("PART_MISSING", 0, texts.errors.partMissing, texts.errors.partHint));
}
