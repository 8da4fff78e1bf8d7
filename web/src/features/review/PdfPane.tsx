import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { ProblemNotice } from "../../components/Notice";
import { api } from "../../lib/api";
import { spots } from "../../lib/boxes";
import { keys } from "../../lib/queries";
import { texts } from "../../texts";
import type { Reading } from "../../types/contracts";
import { PageBar } from "./PageBar";
import { PdfPage } from "./PdfPage";
import { boxesOf, type Selection } from "./selection";

interface PdfPaneProps {
  id: string;
  reading: Reading;
  selected: Selection | null;
  /** Called with the pointer of the value whose place on the page was clicked. */
  onPick: (pointer: string) => void;
}

/** The PDF, one page at a time; it turns to the page of whatever is selected. */
export function PdfPane({ id, reading, selected, onPick }: PdfPaneProps) {
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(1);
  const pdf = useQuery({
    queryKey: keys.source(id),
    queryFn: async ({ signal }) => {
      const [bytes, { openPdf }] = await Promise.all([api.source(id, signal), import("../../lib/pdf")]);
      return openPdf(bytes);
    },
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  const places = useMemo(() => spots(reading.sources), [reading.sources]);
  const lit = useMemo(() => boxesOf(selected), [selected]);
  useEffect(() => {
    const [first] = lit;
    if (first) setPage(first.page);
  }, [lit]);
  return (
    <section className="pdf" aria-label={texts.pdf.title}>
      <PageBar page={page} pages={reading.document.pages} zoom={zoom} onPage={setPage} onZoom={setZoom} />
      {pdf.isError ? (
        <div className="pdf-failed">
          <ProblemNotice error={pdf.error} title={texts.pdf.failed} onRetry={() => void pdf.refetch()} />
          <p className="soft small">{texts.pdf.failedHint}</p>
        </div>
      ) : (
        <PdfPage pdf={pdf.data} page={page} zoom={zoom} places={places} lit={lit} onPick={onPick} />
      )}
    </section>
  );
}
