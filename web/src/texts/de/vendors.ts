/** Die Lieferanten, deren Rechnungen gelesen werden können. */
import type { Texts } from "..";

export const vendors: Texts["vendors"] = {
  what: "die Lieferanten",
  title: "Lieferanten",
  lead: "Wessen Rechnungen gelesen werden, mit welchem Plugin, und wie gut das zuletzt ging.",
};
