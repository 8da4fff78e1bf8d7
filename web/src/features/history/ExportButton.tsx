import { useMutation } from "@tanstack/react-query";
import { ProblemNotice } from "../../components/Notice";
import { downloadCsv } from "../../lib/csv";
import { texts } from "../../texts";
import { localDay } from "./days";
import type { HistoryFilter } from "./filter";
import { historyTable } from "./table";
import { wholeHistory } from "./useHistory";

/** The whole filtered list as a file, not only what is shown of it. */
export function ExportButton({ filter }: { filter: HistoryFilter }) {
  const collect = useMutation({
    mutationFn: () => wholeHistory(filter),
    onSuccess: (jobs) => downloadCsv(texts.history.file(localDay(new Date())), historyTable(jobs)),
  });
  return (
    <>
      <button type="button" className="button" disabled={collect.isPending} onClick={() => collect.mutate()}>
        {collect.isPending ? texts.history.exporting : texts.history.export}
      </button>
      {collect.isError && <ProblemNotice error={collect.error} title={texts.history.exportFailed} />}
    </>
  );
}
