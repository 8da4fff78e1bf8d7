/** Der Stand einer Rechnung, als Marke und als Filter. */
import type { Texts } from "..";

export const state: Texts["state"] = {
  awaiting_upload: "Wartet auf die Datei",
  queued: "Wartet auf das Lesen",
  running: "Wird gelesen",
  parsed: "Buchungsbereit",
  needs_review: "Zu prüfen",
  failed: "Fehlgeschlagen",
  applying: "Wird gebucht",
  applied: "Gebucht",
  reversed: "Storniert",
  discarded: "Verworfen",
};
