/** Der Betriebsschlüssel, wo die Schnittstelle nach einem fragt. */
import type { Texts } from "..";

export const access: Texts["access"] = {
  title: "Bitte geben Sie den Betriebsschlüssel ein",
  lead: "Rechnungen und Bestand sieht, wer ihn hat. Danach geht weiter, womit Sie beschäftigt waren; nichts Getipptes geht verloren.",
  key: "Betriebsschlüssel",
  kept: "Er bleibt nur in diesem Tab, bis Sie ihn schließen.",
  missing: "Geben Sie den Schlüssel ein, den Sie bekommen haben.",
  wrong:
    "Das ist nicht der Schlüssel. Prüfen Sie, ob er vollständig kopiert ist, oder lassen Sie sich den neuen geben.",
  enter: "Weiter",
  trying: "Wird geprüft …",
  forget: "Betriebsschlüssel vergessen",
};
