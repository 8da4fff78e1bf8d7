/** Was über die Artikel eines Lieferanten gelernt wurde. */
import type { Texts } from "..";

export const mappings: Texts["mappings"] = {
  what: "die Zuordnungen",
  title: "Zuordnungen",
  lead: "Was gelernt wurde: welcher Lagerartikel ein Artikel des Lieferanten ist, und wie viele davon ein Gebinde sind.",
};
