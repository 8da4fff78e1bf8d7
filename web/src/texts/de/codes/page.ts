/** Was in der Seite selbst schiefgeht, oder auf dem Weg zum Server. */
import type { Guide } from "../../guide";

export const page: Guide["codes"]["page"] = {
  UNREACHABLE: {
    happened: "Der Server ist nicht erreichbar.",
    stock: "Ansehen ändert den Bestand nicht. Nach einer Buchung fragt die Seite selbst, ob sie ankam.",
    action: "Prüfen Sie die Verbindung und versuchen Sie es erneut.",
  },
  STORAGE_UNREACHABLE: {
    happened: "Die Ablage ist nicht erreichbar.",
    stock: "Der Bestand ist unverändert; andere Dateien sind nicht betroffen.",
    action: "Prüfen Sie die Verbindung und versuchen Sie es erneut.",
  },
  STORAGE_REFUSED: {
    happened: "Die Ablage hat die Datei abgelehnt oder nicht mehr.",
    stock: "Der Bestand ist unverändert.",
    action: "Versuchen Sie es erneut: Die Seite holt einen neuen Link.",
  },
  CONFIG_MISSING: {
    happened: "Die Seite findet ihren Server nicht: /config.json fehlt oder ist beschädigt.",
    stock: "Der Bestand ist unverändert.",
    action: "Sagen Sie es dem Betreiber.",
  },
  UNEXPECTED_ANSWER: {
    happened: "Der Server hat etwas geantwortet, das die Seite nicht versteht.",
    stock: "Laden Sie die Seite neu: Sie zeigt, wie der Bestand steht.",
    action: "Laden Sie neu; bleibt es dabei, sagen Sie es dem Betreiber.",
  },
  PAGE_ERROR: {
    happened: "Die Seite selbst ist gescheitert.",
    stock:
      "Der Bestand ist dadurch unverändert. Gespeicherte Versionen liegen auf dem Server, Entwürfe in diesem Browser.",
    action: "Laden Sie die Seite neu.",
  },
  ITEM_EXISTS: {
    happened: "Die Artikelkennung gehört einem anderen Artikel.",
    stock: "Der Bestand ist unverändert; kein Artikel wurde angelegt.",
    action: "Wählen Sie jenen Artikel, oder geben Sie dem neuen eine andere Kennung.",
  },
};
