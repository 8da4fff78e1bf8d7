/** Der Stand einer Rechnung, als Marke und als Filter, und wie weit ist, was von allein weitergeht. */
import type { Texts } from "..";
import { plural } from "./plural";

export const state: Texts["state"] = {
  awaiting_upload: "Wartet auf die Datei",
  queued: "Wartet auf das Lesen",
  running: "Wird gelesen",
  parsed: "Buchungsbereit",
  needs_review: "Zu prüfen",
  unreviewed: "Noch nicht geprüft",
  failed: "Fehlgeschlagen",
  applying: "Wird gebucht",
  applied: "Gebucht",
  reversed: "Storniert",
  discarded: "Verworfen",
  wait: {
    start: (time) => `seit ${time}`,
    startUnusual: (time) => `Wartet schon ${time}, das ist ungewöhnlich`,
    reading: (time) => `seit ${time}`,
    readingUnusual: (time) => `Liest schon ${time}, das ist ungewöhnlich`,
    retry: (time) => `Nächster Versuch in ${time}`,
    stock: (done, of) => `${done} von ${plural(of, "Schritt", "Schritten")} erledigt`,
    readAs: (vendor) => `gelesen als ${vendor}`,
  },
};
