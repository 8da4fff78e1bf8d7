import { useMemo } from "react";
import { ProblemNotice } from "../../components/Notice";
import { spots } from "../../lib/boxes";
import { problemOf } from "../../lib/http";
import { texts } from "../../texts";
import type { Reading, ReadingFinding } from "../../types/contracts";
import { FileNotes } from "./FileNotes";
import { PageBar } from "./PageBar";
import { PageText } from "./PageText";
import { PdfPage } from "./PdfPage";
import { SavePdf } from "./SavePdf";
import { boxesOf, type Selection } from "./selection";
import type { PageView } from "./usePageView";
import { usePdf } from "./usePdf";

interface PdfPaneProps {
  id: string;
  /** What the file is called. */
  name: string;
  reading: Reading;
  /** What is odd about the file itself. */
  notes: readonly ReadingFinding[];
  view: PageView;
  selected: Selection | null;
  /** Called with the pointer of the value whose place on the page was clicked. */
  onPick: (pointer: string) => void;
}

/** The PDF, one page at a time, or the words of that page. */
export function PdfPane({ id, name, reading, notes, view, selected, onPick }: PdfPaneProps) {
  const pdf = usePdf(id);
  const places = useMemo(() => spots(reading.sources), [reading.sources]);
  const lit = useMemo(() => boxesOf(selected), [selected]);
  if (pdf.isError) return <Failed error={pdf.error} id={id} name={name} onRetry={() => void pdf.refetch()} />;
  return (
    <section className="pdf" aria-label={texts.pdf.title}>
      <PageBar view={view} />
      <FileNotes findings={notes} />
      {view.asText ? (
        <PageText pdf={pdf.data} id={id} page={view.page} />
      ) : (
        <PdfPage pdf={pdf.data} page={view.page} zoom={view.zoom} places={places} lit={lit} onPick={onPick} />
      )}
    </section>
  );
}

/** Without the page the values stay what they are: to be edited, only not compared. */
function Failed({ error, id, name, onRetry }: { error: unknown; id: string; name: string; onRetry: () => void }) {
  const expired = problemOf(error).code === "SOURCE_EXPIRED";
  return (
    <section className="pdf pdf-failed" aria-label={texts.pdf.title}>
      <ProblemNotice
        error={error}
        title={expired ? texts.pdf.expired : texts.pdf.failed}
        onRetry={expired ? undefined : onRetry}
        actions={!expired && <SavePdf id={id} name={name} />}
      />
      <p className="soft small">{texts.pdf.failedHint}</p>
    </section>
  );
}
