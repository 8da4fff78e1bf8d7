/** Wer was wann getan hat. */
import type { Texts } from "..";

export const history: Texts["history"] = {
  what: "der Verlauf",
  title: "Verlauf",
  lead: "Hochgeladenes, gespeicherte Versionen, Buchungen und Stornos, das Neueste zuerst.",
};
