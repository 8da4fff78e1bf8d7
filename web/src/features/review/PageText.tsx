import { useQuery } from "@tanstack/react-query";
import { Loading, ProblemNotice } from "../../components/Notice";
import type { PDFDocumentProxy } from "../../lib/pdf";
import { texts } from "../../texts";

/** The words of the page as a list, line by line: what a screen reader can say of it. */
export function PageText({ pdf, id, page }: { pdf: PDFDocumentProxy | undefined; id: string; page: number }) {
  const words = useQuery({
    queryKey: ["pageText", id, page],
    queryFn: async () => {
      const { readPage } = await import("../../lib/pdf");
      return pdf ? readPage(pdf, page) : [];
    },
    enabled: pdf !== undefined,
    gcTime: 0,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="page-text" aria-label={texts.pdf.textOf(page)} tabIndex={0}>
      {words.isError && <ProblemNotice error={words.error} title={texts.pdf.textFailed} />}
      {words.isPending && <Loading />}
      {words.data && (
        <ol>
          {words.data.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a printed page never move
            <li key={index}>{line}</li>
          ))}
        </ol>
      )}
    </section>
  );
}
