/** Dateien auf dem Weg in die Ablage: jede einzelne, und alle in einer Zeile. */
import type { Texts } from "..";
import { plural } from "./plural";

export const upload: Texts["upload"] = {
  waiting: "Kommt noch an die Reihe",
  hashing: "Wird vorbereitet",
  asking: "Schon einmal da gewesen",
  creating: "Wird angekündigt",
  uploading: (sent, total) => `${sent} von ${total}`,
  starting: "Lesen beginnt",
  done: "Hochgeladen, wird jetzt gelesen",
  cancelled: "Abgebrochen. Nichts wurde hochgeladen.",
  progress: (name) => `Hochladen von ${name}`,
  cancel: (name) => `${name} abbrechen`,
  retry: (name) => `Erneut versuchen: ${name}`,
  dismiss: (name) => `${name} aus dieser Liste entfernen`,
  sameFile: (other, state, at) =>
    `Dieselbe Datei wie ${other} vom ${at}, die schon hier ist („${state}“). Nichts wurde hochgeladen, der Bestand ist, wie er war.`,
  openOther: "Vorhandene öffnen",
  anyway: "Trotzdem hochladen",
  skip: "Überspringen",
  counts: {
    files: (count) => plural(count, "Datei", "Dateien"),
    done: (count) => `${count} fertig`,
    underWay: (count) => `${count} unterwegs`,
    waiting: (count) => `${count} wartend`,
    asking: (count) => `${plural(count, "Frage", "Fragen")}`,
    failed: (count) => `${count} fehlgeschlagen`,
    cancelled: (count) => `${count} abgebrochen`,
  },
  allProgress: "Alle Dateien",
  cancelAll: "Alle abbrechen",
  retryAll: "Alle erneut versuchen",
  clear: "Fertige entfernen",
  showWaiting: (count) => `${plural(count, "Datei kommt", "Dateien kommen")} noch an die Reihe`,
  showSettled: (count) => `${plural(count, "fertige Datei", "fertige Dateien")}`,
  held: "Neue Rechnungen werden gerade nicht angenommen",
  heldBody: (count) =>
    `${plural(count, "Datei wartet", "Dateien warten")} hier; nichts ging verloren, und der Bestand ist, wie er war. Lassen Sie dieses Fenster offen, oder legen Sie die Dateien später noch einmal ab.`,
  heldLimit: (limit) => `Die heutige Grenze von ${plural(limit, "Rechnung", "Rechnungen")} ist erreicht.`,
  heldReason: (reason) => `Angegebener Grund: ${reason}`,
  heldUntil: (time) => `Wieder möglich ab ${time}.`,
  notPdf: (name) => `${name} ist kein PDF. Nichts wurde hochgeladen.`,
  notPdfHint: "Wählen Sie das PDF, das der Lieferant geschickt hat.",
  storageUnreachable: "Die Ablage ist nicht erreichbar.",
  storageHint: "Prüfen Sie die Verbindung und versuchen Sie es erneut; Ihre anderen Dateien sind nicht betroffen.",
  storageRefused: (status) => `Die Ablage hat die Datei nicht angenommen (Status ${status}).`,
};
