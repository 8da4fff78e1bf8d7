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
  expired: "Das PDF wird nicht mehr aufbewahrt",
  text: "Seitentext",
  textHint: "Die Wörter der Seite als Liste, für Vorleseprogramme",
  textOf: (page) => `Text der Seite ${page}`,
  textFailed: "Die Wörter dieser Seite lassen sich nicht auflisten",
  failedHint: "Die Werte lassen sich trotzdem bearbeiten.",
};
