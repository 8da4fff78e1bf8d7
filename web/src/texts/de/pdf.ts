/** Das PDF neben den Positionen. */
import type { Texts } from "..";

export const pdf: Texts["pdf"] = {
  title: "PDF-Seite",
  previous: "Vorige Seite",
  next: "Nächste Seite",
  page: (page, pages) => `Seite ${page} von ${pages}`,
  zoomIn: "Vergrößern",
  zoomOut: "Verkleinern",
  fit: "Auf Breite einpassen",
  drawing: "Die Seite wird gezeichnet …",
  failed: "Die Seite lässt sich nicht zeichnen",
  failedHint: "Die Werte lassen sich trotzdem bearbeiten.",
};
