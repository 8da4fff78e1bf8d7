/** Die Lieferanten, deren Rechnungen gelesen werden können. */
import type { Texts } from "..";
import { plural } from "./plural";

export const vendors: Texts["vendors"] = {
  what: "die Lieferanten",
  title: "Lieferanten",
  lead: "Wessen Rechnungen gelesen werden, mit welchem Plugin, und wie gut das zuletzt ging.",
  counted: (day) => `Gezählt seit ${day}.`,
  find: "Lieferanten suchen",
  noMatch: (query) => `Kein Lieferant passt zu „${query}“.`,
  none: "Kein Lieferant ist eingerichtet",
  noneBody:
    "Rechnungen, die eine E-Rechnung enthalten, werden trotzdem gelesen. Für jede andere richten Sie den Lieferanten ein wie unten.",
  plugin: (plugin, version) => `${plugin} ${version}`,
  id: "Kennung",
  template: "Vorlage",
  taxIds: "Steuernummern",
  aliases: "Früher bekannt als",
  read: (count) => `${plural(count, "Rechnung", "Rechnungen")} gelesen`,
  failed: (count) => `${count} fehlgeschlagen`,
  unread: "Zuletzt nichts gelesen",
  lastFailure: (time) => `Letzter Fehlschlag ${time}`,
  openFailure: "Diese Rechnung öffnen",
  history: (name) => `Verlauf von ${name}`,
  mappings: (name) => `Zuordnungen von ${name}`,
  historyShort: "Verlauf",
  mappingsShort: "Zuordnungen",
  add: {
    title: "Einen Lieferanten einrichten",
    lead: "Ein Lieferant ist ein kleines Paket für sich: eine Vorlage, oder ein Python-Modul, wo eine Vorlage nicht reicht. Sonst ändert sich nichts. Auf einer Befehlszeile, im Ordner des Projekts:",
    steps: [
      [
        "Mit einer Rechnung beginnen",
        "invoiceplug new acme --from bill.pdf",
        "Entwirft die Vorlage nach dem, was die Seite zeigt; was darin geraten ist, steht dabei.",
      ],
      [
        "Sehen, was gelesen wird",
        "invoiceplug overlay bill.pdf",
        "Zeichnet Bereiche, Spalten und Werte auf die Seiten. Bessern Sie die Vorlage, bis sie passen.",
      ],
      [
        "Beweisen",
        "invoiceplug test plugins/acme",
        "Vergleicht jedes Muster mit dem Erwarteten und sieht nach, dass es keine fremde Rechnung beansprucht.",
      ],
      [
        "Benutzen",
        "invoiceplug up --plugins plugins",
        "Liest damit neben den eingerichteten Lieferanten. Eine fehlgeschlagene Rechnung wird dann mit „Erneut versuchen“ gelesen.",
      ],
    ],
    steady: "Am Bestand ändert all das nichts: Nur das Buchen einer geprüften Rechnung ändert ihn.",
  },
};
