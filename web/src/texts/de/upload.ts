/** Eine Datei auf dem Weg in die Ablage. */
import type { Texts } from "..";

export const upload: Texts["upload"] = {
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
  sameFile: (other) => `Das ist dieselbe Datei wie ${other}.`,
  sameFileNote: (other) => `Dieselbe Datei wie ${other}, die schon hier ist.`,
  openOther: "Vorhandene öffnen",
  anyway: "Trotzdem hochladen",
  skip: "Überspringen",
  notPdf: (name) => `${name} ist kein PDF. Nichts wurde hochgeladen.`,
  notPdfHint: "Wählen Sie das PDF, das der Lieferant geschickt hat.",
  storageUnreachable: "Die Ablage ist nicht erreichbar.",
  storageHint: "Prüfen Sie die Verbindung und versuchen Sie es erneut; Ihre anderen Dateien sind nicht betroffen.",
  storageRefused: (status) => `Die Ablage hat die Datei nicht angenommen (Status ${status}).`,
};
