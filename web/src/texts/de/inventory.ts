/** Der Bestand und die Bewegungen eines Artikels. */
import type { Texts } from "..";
import { plural } from "./plural";

const bewegungen = (count: number) => plural(count, "Bewegung", "Bewegungen");

export const inventory: Texts["inventory"] = {
  what: "der Bestand",
  title: "Bestand",
  lead: "Was da ist, als Summe aller Bewegungen.",
  search: "Artikel suchen",
  searchHint: "Nach Name oder Kennung suchen",
  create: "Neuer Artikel",
  empty: "Noch keine Artikel",
  emptyBody: "Artikel entstehen hier, oder während die Positionen einer Rechnung ihren Lagerartikel bekommen.",
  noMatch: (query) => `Kein Artikel passt zu „${query}“.`,
  clear: "Alle Artikel zeigen",
  columns: { item: "Artikel", name: "Name", onHand: "Bestand", unit: "Einheit", updated: "Letzte Änderung" },
  sortBy: "Sortieren nach",
  sortWays: {
    "item asc": "Artikelkennung, A bis Z",
    "item desc": "Artikelkennung, Z bis A",
    "name asc": "Name, A bis Z",
    "name desc": "Name, Z bis A",
    "on_hand asc": "Bestand, kleinster zuerst",
    "on_hand desc": "Bestand, größter zuerst",
    "updated asc": "Letzte Änderung, älteste zuerst",
    "updated desc": "Letzte Änderung, neueste zuerst",
  },
  shown: (count, more) => (more ? `Die ersten ${count} Artikel` : plural(count, "Artikel", "Artikel")),
  more: "Mehr zeigen",
  loadingMore: "Weitere werden geladen …",
  cut: "Es gibt mehr als 5.000 Artikel: Sortiert sind hier nur die ersten 5.000 nach Kennung. Die anderen finden Sie über die Suche oder nach Artikelkennung sortiert.",
  exportCsv: "Als CSV speichern",
  exporting: (count) => `Wird gespeichert, bisher ${count} Artikel …`,
  exportFailed: "Die Liste wurde nicht gespeichert",
  fileName: "bestand",
  onHand: "Bestand",
  back: "Bestand",
  noItem: "Diesen Artikel gibt es nicht",
  change: "Name oder Einheit ändern",
  lastChange: (time) => `zuletzt geändert ${time}`,
  chart: "Bestand im Lauf der Zeit",
  chartSaid: ({ item, from, first, to, lowest, highest, movements }) =>
    `Liniendiagramm zu ${item}: von ${from} vor dem ${first} auf ${to} jetzt, zwischen ${lowest} und ${highest}, in ${plural(movements, "Bewegung", "Bewegungen")}. Die Tabelle darunter führt alle auf.`,
  chartNow: "jetzt",
  movements: "Bewegungen",
  noMovements: "Noch hat sich nichts bewegt.",
  cutMovements: (count) => `Nur die neuesten ${bewegungen(count)} lassen sich zeigen; der Bestand zählt alle.`,
  olderMovements: (count) => `${plural(count, "ältere Bewegung", "ältere Bewegungen")} zeigen`,
  movementColumns: {
    seq: "Nr.",
    at: "Wann",
    kind: "Was",
    before: "Vorher",
    change: "Änderung",
    after: "Nachher",
    cost: "Einstandspreis",
    currency: "Währung",
    invoice: "Rechnung",
    lines: "Positionen",
  },
  kind: { opening: "Anfangsbestand", apply: "Rechnung gebucht", reverse: "Rechnung storniert" },
  openJob: (lines, number = "") => {
    const invoice = `Rechnung ${number}`.trim();
    if (lines.length === 0) return invoice;
    return `${invoice}, ${lines.length === 1 ? "Position" : "Positionen"} ${lines.join(", ")}`;
  },
  articles: "Wie Lieferanten ihn nennen",
  articlesLoading: "Die Artikel der Lieferanten werden durchgesehen …",
  articlesWhat: "die Artikel der Lieferanten",
  articlesNone: "Von keinem Artikel eines Lieferanten ist bekannt, dass er dieser ist.",
};
