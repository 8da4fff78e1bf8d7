/** Der Bestand und die Bewegungen eines Artikels. */
import type { Texts } from "..";

export const inventory: Texts["inventory"] = {
  what: "der Bestand",
  title: "Bestand",
  lead: "Was da ist, als Summe aller Bewegungen.",
  search: "Artikel suchen",
  create: "Neuer Artikel",
  empty: "Noch keine Artikel",
  emptyBody: "Artikel entstehen hier, oder während die Positionen einer Rechnung ihren Lagerartikel bekommen.",
  noMatch: (query) => `Kein Artikel passt zu „${query}“.`,
  columns: { item: "Artikel", name: "Name", onHand: "Bestand", unit: "Einheit", updated: "Letzte Änderung" },
  more: "Nur die ersten Artikel stehen in der Liste; suchen Sie nach anderen.",
  movements: "Bewegungen",
  noMovements: "Noch hat sich nichts bewegt.",
  movementColumns: { at: "Wann", kind: "Was", change: "Änderung", cost: "Einstandspreis", lines: "Aus" },
  kind: { opening: "Anfangsbestand", apply: "Rechnung gebucht", reverse: "Rechnung storniert" },
  openJob: (lines) =>
    lines.length === 0 ? "Rechnung" : `Rechnung, ${lines.length === 1 ? "Position" : "Positionen"} ${lines.join(", ")}`,
  back: "Bestand",
  onHand: "Bestand",
};
