/** Die Datei selbst ist nicht lesbar. */
import type { Guide } from "../../guide";

const UNTOUCHED = "Der Bestand ist unverändert: Aus dieser Datei wurde nichts gelesen.";
const ORIGINAL = "Bitten Sie den Lieferanten um das ursprüngliche PDF, oder erzeugen Sie es neu.";
const LIMIT =
  "Teilen Sie die Datei, oder bitten Sie den Lieferanten um eine einfachere. Der Betreiber kann die Grenze anheben.";

export const input: Guide["codes"]["input"] = {
  FILE_UNREADABLE: {
    happened: "Die Befehlszeile fand keine solche Datei, oder sie darf sie nicht lesen.",
    stock: UNTOUCHED,
    action: "Prüfen Sie den Namen, und ob Sie die Datei lesen dürfen.",
  },
  EMPTY_FILE: { happened: "Die Datei ist leer.", stock: UNTOUCHED, action: "Wählen Sie die Datei noch einmal." },
  NOT_A_PDF: {
    happened: "Die Datei ist kein PDF.",
    stock: UNTOUCHED,
    action: "Wählen Sie das PDF, das der Lieferant geschickt hat.",
  },
  DAMAGED_PDF: { happened: "Das PDF ist beschädigt.", stock: UNTOUCHED, action: ORIGINAL },
  ENCRYPTED_PDF: {
    happened: "Das PDF verlangt ein Kennwort.",
    stock: UNTOUCHED,
    action: "Entfernen Sie das Kennwort und laden Sie es noch einmal hoch.",
  },
  NO_PAGES: { happened: "Das PDF hat keine Seiten.", stock: UNTOUCHED, action: ORIGINAL },
  BAD_PAGE_BOX: {
    happened: "Eine Seite des PDF hat keine brauchbare Größe.",
    stock: UNTOUCHED,
    action: ORIGINAL,
  },
  SCANNED_NO_TEXT: {
    happened: "Das PDF ist ein Scan: ein Bild ohne Text.",
    stock: UNTOUCHED,
    action: "Bitten Sie den Lieferanten um das PDF, das gedruckt wurde; ein Scan lässt sich hier nicht lesen.",
  },
  UNREADABLE_TEXT: {
    happened: "Das PDF zeichnet seine Buchstaben, ohne zu sagen, welche es sind.",
    stock: UNTOUCHED,
    action: ORIGINAL,
  },
  XFA_ONLY: {
    happened: "Das PDF ist ein Formular ohne eigene Seiten.",
    stock: UNTOUCHED,
    action: "Öffnen Sie es, drucken Sie es in ein neues PDF und laden Sie dieses hoch.",
  },
  FILE_TOO_LARGE: {
    happened: "Die Datei ist größer als erlaubt.",
    stock: UNTOUCHED,
    action: "Schicken Sie eine kleinere Datei: Bilder lassen sich verkleinern, Rechnungen teilen.",
  },
  TOO_MANY_PAGES: {
    happened: "Das PDF hat mehr Seiten als erlaubt.",
    stock: UNTOUCHED,
    action: "Teilen Sie es in einzelne Rechnungen.",
  },
  TOO_COMPLEX: { happened: "Das PDF ist verwickelter als erlaubt.", stock: UNTOUCHED, action: LIMIT },
  DECOMPRESSION_BOMB: {
    happened: "Das PDF entpackt sich auf weit mehr als seine Größe.",
    stock: UNTOUCHED,
    action: "Vergewissern Sie sich, dass es vom Lieferanten kommt, und bitten Sie um das ursprüngliche PDF.",
  },
  LIMIT_TIME: { happened: "Das Lesen dauerte länger als erlaubt.", stock: UNTOUCHED, action: LIMIT },
  LIMIT_MEMORY: { happened: "Das Lesen brauchte mehr Speicher als erlaubt.", stock: UNTOUCHED, action: LIMIT },
  LIMIT_OUTPUT: { happened: "Das PDF enthält mehr Text als erlaubt.", stock: UNTOUCHED, action: LIMIT },
  PARSER_CRASHED: {
    happened: "Das PDF hat das Leseprogramm zum Absturz gebracht.",
    stock: "Der Bestand ist unverändert. Die Datei bleibt erhalten, andere Rechnungen sind nicht betroffen.",
    action: ORIGINAL,
  },
};
