/** Die Datei ist ein PDF, aber es kam keine Rechnung heraus. */
import type { Guide } from "../../guide";

const UNTOUCHED = "Der Bestand ist unverändert; die Datei bleibt erhalten.";
const AUTHOR = "Sagen Sie es dem Autor des Plugins; die Downloads der Prüfung enthalten, was er braucht.";

export const reading: Guide["codes"]["reading"] = {
  NO_VENDOR_MATCH: {
    happened: "Kein Lieferanten-Plugin hat diese Rechnung erkannt.",
    stock: UNTOUCHED,
    action: "Lesen Sie sie erneut mit dem richtigen Lieferanten, oder ergänzen Sie ein Plugin für ihn.",
  },
  AMBIGUOUS_VENDOR: {
    happened: "Mehrere Lieferanten-Plugins beanspruchen diese Rechnung.",
    stock: "Der Bestand ist unverändert: Welches recht hat, wurde nicht geraten.",
    action:
      "Lesen Sie sie erneut mit dem richtigen Lieferanten. Seinem Plugin fehlt ein Merkmal, das die anderen nicht haben.",
  },
  MULTIPLE_INVOICES: {
    happened: "Das PDF enthält mehr als eine Rechnung.",
    stock: UNTOUCHED,
    action: "Teilen Sie es in eine Datei je Rechnung und laden Sie diese hoch.",
  },
  NOT_AN_INVOICE: {
    happened: "Das ist eine Bestellung, eine Quittung oder ein anderer Beleg, keine Rechnung.",
    stock: UNTOUCHED,
    action: "Laden Sie die Rechnung oder Gutschrift selbst hoch.",
  },
  FIELD_NOT_FOUND: {
    happened: "Ein Wert, den jede Rechnung haben muss, steht nicht auf der Seite.",
    stock: UNTOUCHED,
    action: AUTHOR,
  },
  VALUE_UNREADABLE: {
    happened: "Ein Wert ist so geschrieben, dass das Plugin dieses Lieferanten ihn nicht liest.",
    stock: "Der Bestand ist unverändert: Der Wert wurde nicht geraten.",
    action: AUTHOR,
  },
  NO_LINE_ITEMS: { happened: "Es wurden keine Positionen gefunden.", stock: UNTOUCHED, action: AUTHOR },
  SCHEMA_INVALID: {
    happened: "Das Lieferanten-Plugin hat Daten geliefert, die keine Rechnung ergeben.",
    stock: UNTOUCHED,
    action: AUTHOR,
  },
  PLUGIN_ERROR: {
    happened: "Das Lieferanten-Plugin ist gescheitert.",
    stock: "Der Bestand ist unverändert. Die Datei bleibt erhalten, andere Lieferanten sind nicht betroffen.",
    action: AUTHOR,
  },
  TEMPLATE_INVALID: {
    happened: "Eine Lieferanten-Vorlage ist ungültig.",
    stock: UNTOUCHED,
    action: "Der Autor der Vorlage berichtigt die Zeile, die die Meldung nennt.",
  },
  MISSING_EXTRA: {
    happened: "Ein Teil, den das Lesen braucht, ist nicht installiert.",
    stock: UNTOUCHED,
    action: "Der Betreiber installiert den genannten Teil.",
  },
  SANDBOX_UNAVAILABLE: {
    happened: "Die Maschine kann den Prozess nicht abriegeln, der eine PDF öffnet; darum öffnet sie keine.",
    stock: UNTOUCHED,
    action:
      "Der Betreiber nimmt Linux oder erlaubt weniger Schutz (SANDBOX=best-effort) für Lieferanten, denen er traut.",
  },
};
