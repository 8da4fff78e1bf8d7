/** Tasten und Fehlercodes. */
import type { Texts } from "..";

export const help: Texts["help"] = {
  title: "Hilfe",
  lead: "Die Tasten, die Ihnen Zeit sparen, und was jeder Code bedeutet.",
};
