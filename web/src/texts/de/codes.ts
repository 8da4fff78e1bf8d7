/** Was eine Ablehnung für den Bestand bedeutet, je Code; was geschah und was zu tun ist, sagt das Problem selbst. */
import type { Texts } from "..";

const UNCHANGED = "Der Bestand wurde nicht geändert.";

const meanings: Record<string, string> = {
  ALREADY_APPLIED:
    "Diese Rechnung ist schon im Bestand, aus einer anderen Version ihrer Prüfung. Der Bestand wurde nicht noch einmal geändert.",
  DUPLICATE_INVOICE: "Dieselbe Rechnung ist schon im Bestand, aus einer anderen Datei. Nichts wurde geändert.",
};

export const codes: Texts["codes"] = {
  meaning: (code) => meanings[code],
  unchanged: UNCHANGED,
};
