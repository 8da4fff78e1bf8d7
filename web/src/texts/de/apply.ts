/** Die Bestandsänderung: Vorschau, Bestätigung, Beleg. */
import type { Texts } from "..";
import { plural } from "./plural";

export const apply: Texts["apply"] = {
  what: "die Bestandsänderung",
  title: (number) => `${number} in den Bestand buchen`,
  doneTitle: (number) => `${number} ist im Bestand`,
  lead: (items, version) =>
    `${plural(items, "Artikel ändert sich", "Artikel ändern sich")} durch Version ${version} der Prüfung. Noch ist nichts gebucht.`,
  unsaved: "Speichern Sie zuerst eine Version",
  unsavedBody: "Gebucht wird immer eine gespeicherte Version der Prüfung.",
  back: "Zurück zur Prüfung",
  columns: { item: "Artikel", before: "Vorher", change: "Änderung", after: "Nachher", lines: "Aus" },
  fromLine: (line) => `Position ${line}`,
  excluded: "Nicht gebucht",
  excludedLead: "Diese Positionen lassen den Bestand, wie er ist.",
  why: {
    charge: "Nebenkosten",
    deposit: "Pfand",
    note: "Bemerkung",
    credited: "gutgeschrieben ohne Rückgabe",
    zero: "Menge 0",
  },
  findings: "Einen Blick wert",
  nothing: "Keine Position ändert den Bestand.",
  confirm: "Ich habe das mit der Ware verglichen",
  once: "Das geht nur einmal. Der Bestand ändert sich erst, wenn Sie die Taste drücken.",
  button: (items) => `${plural(items, "Änderung", "Änderungen")} buchen`,
  applying: "Wird gebucht …",
  unknown: "Es wird geprüft, ob die Buchung ankam",
  unknownBody:
    "Die Antwort ging unterwegs verloren. Nach derselben Anfrage wird gefragt, und kam sie nicht an, wird sie unverändert noch einmal geschickt: doppelt zählen kann sie nicht.",
  checkNow: "Jetzt nachsehen",
  refused: "Nichts wurde geändert",
  freshPreview: "Neue Vorschau ansehen",
  done: "Gebucht",
  already: "Schon gebucht. Der Bestand wurde nicht noch einmal geändert.",
  receipt: "Buchungsbeleg",
  receiptFacts: (time, seq) => `${time} · Buchung Nr. ${seq}`,
  receiptId: "Belegkennung",
  viewInventory: "Bestand ansehen",
  toInbox: "Nächste Rechnung",
  duplicate: "Diese Rechnung wurde schon einmal gebucht",
  duplicateBody: (date, total) =>
    `Sie wurde${date}${total} aus einer anderen Datei gebucht. Noch einmal gebucht, zählte die Ware doppelt.`,
  duplicateOn: (date) => ` am ${date}`,
  duplicateTotal: (total) => ` mit der Summe ${total}`,
  openOther: "Jene Rechnung öffnen",
  duplicateReason: "Begründung, warum noch einmal gebucht wird",
};
