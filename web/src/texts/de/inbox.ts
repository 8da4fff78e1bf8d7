/** Der Eingang: Ablagefläche, Schritte, Filter und die Tabelle der Rechnungen. */
import type { Texts } from "..";
import { plural } from "./plural";

export const inbox: Texts["inbox"] = {
  title: "Eingang",
  lead: "Lieferantenrechnungen auf dem Weg in den Bestand.",
  drop: "Rechnungen irgendwo auf dieser Seite ablegen",
  dropNow: "Loslassen zum Hochladen",
  dropLimits: "PDF mit Text, je bis 20 MB",
  choose: "Dateien auswählen",
  chooseLabel: "Rechnungen als PDF auswählen",
  uploads: "Hochgeladene Dateien",
  jobs: "Rechnungen",
  emptyTitle: "Noch keine Rechnungen",
  emptyBody:
    "Legen Sie das PDF eines Lieferanten irgendwo auf dieser Seite ab. Keine Rechnung zur Hand? Nehmen Sie unsere.",
  steps: [
    ["PDF ablegen", "Der Lieferant wird erkannt und jede Position gelesen."],
    ["Neben der Seite prüfen", "Jeder Wert zeigt, wo er steht; Sie sagen, welcher Lagerartikel es ist."],
    ["Einmal buchen", "Sie sehen je Artikel vorher und nachher, dann ändert sich der Bestand."],
  ],
  sample: "Mit einer Beispielrechnung probieren",
  sampleFailed: "Die Beispielrechnung wurde nicht geladen",
  sampleFile: "sample-invoice.pdf",
  noneInFilter: "Keine Rechnung hat diesen Stand.",
  filters: "Anzeigen",
  filter: {
    all: "Alle",
    review: "Zu prüfen",
    ready: "Buchungsbereit",
    applied: "Gebucht",
    failed: "Fehlgeschlagen",
    working: "In Arbeit",
  },
  columns: {
    invoice: "Rechnung",
    date: "Datum",
    lines: "Positionen",
    total: "Summe",
    state: "Stand",
    problems: "Zu tun",
  },
  noVendor: "Lieferant noch unbekannt",
  open: (name) => `${name} öffnen`,
  errors: (count) => plural(count, "Fehler", "Fehler"),
  warnings: (count) => plural(count, "Warnung", "Warnungen"),
  unreviewed: "Noch nicht geprüft",
  unmapped: (count) => `${plural(count, "Position", "Positionen")} ohne Lagerartikel`,
  nothingToDo: "–",
  more: "Nur die neuesten 200 Rechnungen stehen in der Liste.",
};
