/** Die Bestandsänderung: Vorschau, Bestätigung, Beleg, Storno und was danach kommt. */
import type { Texts } from "..";
import { plural } from "./plural";

export const apply: Texts["apply"] = {
  what: "die Bestandsänderung",
  title: (number) => `${number} in den Bestand buchen`,
  doneTitle: (number) => `${number} ist gebucht`,
  reversedTitle: (number) => `${number} ist storniert`,
  lead: (items, version, left) =>
    `${plural(items, "Artikel ändert sich", "Artikel ändern sich")} durch Version ${version} der Prüfung${
      left > 0 ? `, ${plural(left, "Position bleibt", "Positionen bleiben")} außen vor` : ""
    }. Noch ist nichts gebucht.`,
  nothing: "Keine Position ändert den Bestand. Gebucht wird nur, dass die Rechnung erledigt ist.",
  unsaved: "Speichern Sie zuerst eine Version",
  unsavedBody: "Gebucht wird immer eine gespeicherte Version der Prüfung.",
  back: "Zurück zur Prüfung",
  columns: { item: "Artikel", before: "Vorher", change: "Änderung", after: "Nachher", lines: "Aus" },
  fromLine: (line) => `Position ${line}`,
  conversion: (quantity, factor, change) => `${quantity} × ${factor} = ${change}`,
  source: {
    shipped: "",
    billed: "berechnete Menge",
    weight: "nach Gewicht",
    received: "wie beim Empfang gezählt",
  },
  rowChanged: "Geändert",
  priceJump: (now, last) =>
    `Eine Bestandseinheit kostet ${now}, beim letzten Mal ${last}. Hat sich die Gebindegröße geändert?`,
  excluded: (lines) => `${plural(lines, "Position lässt", "Positionen lassen")} den Bestand, wie er ist`,
  why: {
    charge: "Nebenkosten",
    deposit: "Pfand",
    note: "Bemerkung",
    credited: "gutgeschrieben ohne Rückgabe",
    zero: "Menge 0",
  },
  findings: "Einen Blick wert",
  confirm: "Ich habe das mit der Ware verglichen",
  once: "Das geht nur einmal. Berichtigt wird später durch ein Storno.",
  button: (items) => (items > 0 ? `${plural(items, "Änderung", "Änderungen")} buchen` : "Buchen"),
  applying: "Wird gebucht …",
  progress: (done, of) => `Gebucht: ${done} von ${of}`,
  progressBody: "Die Buchung läuft und wird zu Ende geführt, auch wenn Sie diese Seite schließen.",
  unknown: "Noch ist nicht bekannt, ob gebucht wurde. Es wird nachgesehen …",
  unknownBody:
    "Die Antwort ging unterwegs verloren. Nach derselben Anfrage wird gefragt, und kam sie nicht an, wird sie unverändert noch einmal geschickt: doppelt zählen kann sie nicht.",
  busy: "Der Bestand wird gerade von anderen geändert. Es wird noch einmal gesendet …",
  busyBody: "Dieselbe Anfrage wird wiederholt, bis sie beantwortet ist: Nichts geschieht je zweimal.",
  checkNow: "Jetzt nachsehen",
  refused: "Nichts wurde geändert",
  short:
    "Diese Artikel würden unter null fallen. Zählen Sie nach, berichtigen Sie die Mengen und buchen Sie dann noch einmal.",
  shortAfter: (item, before, change, after) => `${item}: ${before} vorhanden, ${change}, bliebe ${after}`,
  stale: (changed, items) =>
    `Der Bestand hat sich geändert, seit Sie das geöffnet haben: ${changed} von ${plural(items, "Artikel", "Artikeln")}. Die Tabelle ist jetzt aktuell.`,
  staleReview: "Die Prüfung hat sich geändert, seit Sie das geöffnet haben. Die Tabelle ist jetzt aktuell.",
  staleBody:
    "Gebucht wurde nichts. Die geänderten Zeilen sind gekennzeichnet: Sehen Sie sie an und buchen Sie dann noch einmal.",
  notNow: "Diese Rechnung kann jetzt nicht gebucht werden",
  notNowBody: "Gebucht wird nur, was gelesen und geprüft ist. Der Bestand wurde nicht geändert.",
  done: "Gebucht",
  already: "Schon gebucht. Der Bestand wurde nicht noch einmal geändert.",
  receipt: "Was sich geändert hat",
  when: "Wann",
  seq: "Buchung Nr.",
  receiptId: "Belegkennung",
  viewInventory: "Bestand ansehen",
  viewMovements: "Bewegungen ansehen",
  viewInvoice: "Rechnung ansehen",
  next: "Nächste Rechnung",
  toInbox: "Zum Eingang",
  left: (needReview, ready) =>
    [
      needReview > 0 ? `${plural(needReview, "weitere Rechnung ist", "weitere Rechnungen sind")} zu prüfen` : "",
      ready > 0 ? `${plural(ready, "Rechnung ist", "Rechnungen sind")} bereit zum Buchen` : "",
    ]
      .filter(Boolean)
      .join(" · "),
  noneLeft: "Keine andere Rechnung wartet.",
  duplicate: "Diese Rechnung wurde schon einmal gebucht",
  duplicateBody:
    "Eine andere Datei mit demselben Lieferanten und derselben Nummer hat den Bestand schon geändert. Würde auch diese gebucht, zählte die Ware doppelt.",
  duplicateThis: "Diese",
  duplicateOther: "Schon gebucht",
  duplicateDate: "Rechnungsdatum",
  duplicateTotal: "Summe",
  duplicateApplied: "Gebucht",
  duplicateDiffers: "Die Summen sind verschieden: Es kann eine andere Rechnung unter derselben Nummer sein.",
  notApplied: "noch nicht",
  openOther: "Jene Rechnung öffnen",
  duplicateReason: "Begründung, warum noch einmal gebucht wird",
  reasonShort: "Mindestens drei Zeichen",
  reverse: "Stornieren …",
  reverseTitle: (number) => `${number} stornieren`,
  reverseBody: (items) =>
    `${plural(items, "Änderung wird", "Änderungen werden")} durch je eine Gegenbuchung zurückgenommen. Gelöscht wird nichts. Danach kann die Rechnung neu hochgeladen und gebucht werden.`,
  reverseReason: "Warum wird storniert?",
  reverseButton: (items) => (items > 0 ? `${plural(items, "Änderung", "Änderungen")} stornieren` : "Stornieren"),
  reversing: "Wird storniert …",
  reverseProgress: (done, of) => `Storniert: ${done} von ${of}`,
  reverseUnknown: "Noch ist nicht bekannt, ob storniert wurde. Es wird nachgesehen …",
  reversed: "Storniert",
  reversedBody: "Der Bestand ist wieder ohne diese Rechnung. Ihr Beleg bleibt unten stehen, durchgestrichen.",
  reason: "Grund",
  reverseId: "Stornokennung",
  toReversal: "Zurückgenommen: zum Storno",
  struck: "Nicht mehr im Bestand",
};
