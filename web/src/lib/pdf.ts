/** The only door to pdf.js: a chunk of its own, loaded when the first page is drawn. */
import { getDocument, type PDFDocumentProxy, PDFWorker, type RenderTask, Util } from "pdfjs-dist";
import workerUrl from "pdfjs-dist/build/pdf.worker.min.mjs?url";
import { type TextRun, textLines } from "./pageText";

export type { PDFDocumentProxy };

interface Engine {
  worker: PDFWorker;
  /** Rejects when its script does not arrive. */
  missing: Promise<never>;
}

let engine: Engine | null = null;

/** The opened document; the bytes are copied, since the worker takes them away. */
export function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  engine ??= started();
  const { worker, missing } = engine;
  const opened = getDocument({
    data: bytes.slice(),
    worker,
    enableXfa: false,
    cMapUrl: "/pdfjs/cmaps/",
    standardFontDataUrl: "/pdfjs/standard_fonts/",
    // The policy compiles no WebAssembly: each attempt would be a complaint on the console. The folder’s scripts decode
    // images; colour profiles, which WebAssembly alone applies, are left out.
    useWasm: false,
    wasmUrl: "/pdfjs/wasm/",
  }).promise;
  return Promise.race([opened, missing]);
}

/**
 * The thread that reads PDFs, one for all of them. Left to itself pdf.js would do without one from then on when the
 * script does not arrive, and remember for ever that it did not; here the next document asks for it again.
 */
function started(): Engine {
  const port = new Worker(workerUrl, { type: "module" });
  const missing = new Promise<never>((_, reject) => {
    port.onerror = (event) => {
      if (event instanceof ErrorEvent) return; // it runs: what went wrong is a document's own
      engine = null;
      port.terminate();
      reject(new Error("The PDF reader did not arrive."));
    };
  });
  missing.catch(() => {}); // told to whoever opens a document
  return { worker: PDFWorker.create({ port }), missing };
}

export interface Drawing {
  done: Promise<void>;
  cancel: () => void;
}

/** Draws a page into the canvas at `width` CSS pixels, sharp on any screen. */
export function drawPage(pdf: PDFDocumentProxy, number: number, canvas: HTMLCanvasElement, width: number): Drawing {
  let task: RenderTask | null = null;
  let cancelled = false;
  const draw = async () => {
    const page = await pdf.getPage(number);
    if (cancelled) return;
    const scale = width / page.getViewport({ scale: 1 }).width;
    const viewport = page.getViewport({ scale: scale * Math.min(globalThis.devicePixelRatio || 1, 3) });
    canvas.width = Math.round(viewport.width);
    canvas.height = Math.round(viewport.height);
    task = page.render({ canvas, viewport });
    await task.promise;
  };
  const cancel = () => {
    cancelled = true;
    task?.cancel();
  };
  return { done: draw().catch((error) => (cancelled ? undefined : Promise.reject(error))), cancel };
}

/** What the page says, line by line, as it is displayed. */
export async function readPage(pdf: PDFDocumentProxy, number: number): Promise<string[]> {
  const page = await pdf.getPage(number);
  const { transform } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const runs = items.flatMap((item): TextRun[] => {
    if (!("str" in item)) return [];
    const [, , c = 0, d = 0, x = 0, y = 0] = Util.transform(transform, item.transform) as number[];
    return [{ text: item.str, x, y, height: Math.hypot(c, d) }];
  });
  return textLines(runs);
}
