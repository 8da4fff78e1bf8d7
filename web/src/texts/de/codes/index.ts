/** Was jeder Code bedeutet; der Link einer Meldung führt zum Eintrag auf der Hilfeseite. */
import type { Guide } from "../../guide";
import { input } from "./input";
import { page } from "./page";
import { pipeline } from "./pipeline";
import { reading } from "./reading";

export const codes: Guide["codes"] = {
  groups: {
    input: "Die Datei",
    reading: "Das Lesen",
    pipeline: "Ablauf, Prüfung und Bestand",
    page: "Diese Seite",
  },
  input,
  reading,
  pipeline,
  page,
};
