import { useEffect, useRef, useState } from "react";
import { Loading, ProblemNotice } from "../../components/Notice";
import { type Spot, valueAt } from "../../lib/boxes";
import type { PDFDocumentProxy } from "../../lib/pdf";
import { texts } from "../../texts";
import type { ReadingPageSource } from "../../types/contracts";
import { Overlay } from "./Overlay";

interface PdfPageProps {
  pdf: PDFDocumentProxy | undefined;
  page: number;
  zoom: number;
  places: readonly Spot[];
  lit: readonly ReadingPageSource[];
  onPick: (pointer: string) => void;
}

/** One page on a canvas, as wide as its room, with the boxes over it. */
export function PdfPage({ pdf, page, zoom, places, lit, onPick }: PdfPageProps) {
  const room = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(room);
  const drawn = useDrawing(pdf, page, canvas, Math.round(width * zoom));
  const sheet = useRef<HTMLDivElement>(null);
  const here = lit.filter((source) => source.page === page);
  useEffect(() => {
    const box = drawn.ready && lit.length > 0 ? sheet.current?.querySelector("[data-lit]") : null;
    if (box && room.current) centre(box, room.current);
  }, [drawn.ready, lit]);
  const click = ({ clientX, clientY, currentTarget }: React.MouseEvent) => {
    const area = currentTarget.getBoundingClientRect();
    const at = valueAt(places, page, (clientX - area.left) / area.width, (clientY - area.top) / area.height);
    if (at) onPick(at);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div className="pdf-room" ref={room} tabIndex={0} role="group" aria-label={texts.pdf.title}>
      {drawn.error !== null && <ProblemNotice error={drawn.error} title={texts.pdf.failed} />}
      {!drawn.ready && drawn.error === null && <Loading what={texts.pdf.drawing} />}
      {/* The fields beside the page do the same for the keyboard. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as said */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: as said */}
      <div
        className="sheet"
        ref={sheet}
        hidden={!drawn.ready}
        data-page={page}
        style={{ width: `${zoom * 100}%` }}
        onClick={click}
      >
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a canvas takes no focus */}
        <canvas ref={canvas} aria-hidden="true" />
        <Overlay places={places} page={page} lit={here} />
      </div>
    </div>
  );
}

/** Scrolls the room only: on a phone the window stays with the field whose value is shown. */
function centre(box: Element, room: Element): void {
  const [inner, outer] = [box.getBoundingClientRect(), room.getBoundingClientRect()];
  const by = (start: number, size: number, from: number, length: number) => start + size / 2 - from - length / 2;
  room.scrollBy({
    top: by(inner.top, inner.height, outer.top, outer.height),
    left:
      inner.left < outer.left || inner.right > outer.right ? by(inner.left, inner.width, outer.left, outer.width) : 0,
  });
}

/** Draws whenever document, page or width change; an older drawing that is still going is given up. */
function useDrawing(
  pdf: PDFDocumentProxy | undefined,
  page: number,
  canvas: React.RefObject<HTMLCanvasElement | null>,
  width: number,
) {
  const [state, setState] = useState<{ page: number; ready: boolean; error: unknown }>({
    page,
    ready: false,
    error: null,
  });
  useEffect(() => {
    const target = canvas.current;
    if (!pdf || !target || width === 0) return;
    let drawing: { cancel: () => void } | null = null;
    let over = false;
    const settle = (error: unknown) => !over && setState({ page, ready: error === null, error });
    import("../../lib/pdf")
      .then(({ drawPage }) => {
        if (over) return;
        const started = drawPage(pdf, page, target, width);
        drawing = started;
        return started.done.then(() => settle(null));
      })
      .catch(settle);
    return () => {
      over = true;
      drawing?.cancel();
    };
  }, [pdf, page, width, canvas]);
  return { ready: state.ready && state.page === page, error: state.page === page ? state.error : null };
}

/** The inner width of an element in CSS pixels, kept up to date. */
function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)));
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
