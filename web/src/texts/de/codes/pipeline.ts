/** Ablauf, Prüfung oder Bestand lehnen ab. */
import type { Guide } from "../../guide";

const NOTHING = "Der Bestand ist unverändert.";
const KEPT = "Der Bestand ist unverändert; die Datei bleibt erhalten.";

export const pipeline: Guide["codes"]["pipeline"] = {
  REQUEST_INVALID: {
    happened: "Der Server hat die Anfrage nicht angenommen.",
    stock: NOTHING,
    action: "Berichtigen Sie, was die Meldung nennt, oder laden Sie die Seite neu und versuchen Sie es erneut.",
  },
  UNAUTHORIZED: {
    happened: "Der Betriebsschlüssel fehlt oder ist falsch.",
    stock: NOTHING,
    action: "Geben Sie den Schlüssel ein und versuchen Sie es erneut.",
  },
  NOT_ACCEPTING: {
    happened: "Zurzeit werden keine neuen Rechnungen angenommen.",
    stock: "Der Bestand ist unverändert. Was hier ist, lässt sich weiter prüfen und buchen.",
    action: "Versuchen Sie es später noch einmal; nichts ging verloren.",
  },
  JOB_NOT_FOUND: {
    happened: "Diese Rechnung gibt es nicht, oder sie wird nicht mehr aufbewahrt.",
    stock: NOTHING,
    action: "Öffnen Sie den Eingang und wählen Sie sie dort.",
  },
  ILLEGAL_MOVE: {
    happened: "Der Stand der Rechnung lässt das nicht mehr zu.",
    stock: NOTHING,
    action: "Laden Sie die Seite neu und sehen Sie nach ihrem Stand.",
  },
  UPLOAD_MISSING: {
    happened: "Die Datei ist nicht angekommen.",
    stock: NOTHING,
    action: "Laden Sie sie noch einmal hoch; die Rechnung behält ihren Platz in der Liste.",
  },
  UPLOAD_CHANGED: {
    happened: "Die angekommene Datei ist nicht die angekündigte.",
    stock: "Der Bestand ist unverändert: Sie wurde nicht gelesen.",
    action: "Laden Sie die Datei noch einmal hoch, als neue Rechnung.",
  },
  SOURCE_EXPIRED: {
    happened: "Das PDF wird nicht mehr aufbewahrt.",
    stock: "Der Bestand und die gelesenen Werte sind, wie sie waren.",
    action: "Laden Sie die Datei noch einmal hoch, wenn Sie ihre Seiten sehen müssen.",
  },
  TASK_START_FAILED: {
    happened: "Das Lesen ließ sich nicht starten.",
    stock: KEPT,
    action: "Versuchen Sie es erneut.",
  },
  TASK_LOST: { happened: "Das Lesen wurde unterbrochen.", stock: KEPT, action: "Versuchen Sie es erneut." },
  TASK_OOM: {
    happened: "Dem Lesen ging der Speicher aus.",
    stock: KEPT,
    action: "Versuchen Sie es erneut; bleibt es dabei, teilen Sie die Datei in einzelne Rechnungen.",
  },
  REVIEW_CONFLICT: {
    happened: "Seit Sie diese Version geöffnet haben, wurde eine andere gespeichert.",
    stock: "Der Bestand ist unverändert. Ihre Änderungen liegen in diesem Browser.",
    action: "Laden Sie jene Version und führen Sie Ihre mit ihr zusammen.",
  },
  STALE_READING: {
    happened: "Das PDF wurde noch einmal gelesen, seit diese Prüfung gespeichert wurde.",
    stock: NOTHING,
    action: "Laden Sie die neue Lesung, prüfen und speichern Sie sie.",
  },
  STALE_PREVIEW: {
    happened: "Bestand oder Prüfung haben sich geändert, seit diese Tabelle entstand.",
    stock: NOTHING,
    action: "Sehen Sie sich die neuen Zahlen an und buchen Sie dann.",
  },
  UNRESOLVED_FINDINGS: {
    happened: "Manches geht nicht auf, und niemand hat es hingenommen.",
    stock: NOTHING,
    action: "Berichtigen Sie die Werte, oder nehmen Sie jeden Befund mit Begründung hin.",
  },
  UNMAPPED_LINES: {
    happened: "Manche Positionen sagen nicht, welcher Lagerartikel sie sind oder wie viel davon.",
    stock: NOTHING,
    action: "Wählen Sie Artikel und Faktor, oder schließen Sie die Positionen aus.",
  },
  DUPLICATE_INVOICE: {
    happened: "Dieselbe Rechnung wurde schon gebucht, aus einer anderen Datei.",
    stock: "Ihre Ware ist schon im Bestand und wurde nicht doppelt gezählt.",
    action: "Öffnen Sie die andere und vergleichen Sie. Buchen Sie nur mit Begründung noch einmal.",
  },
  ALREADY_APPLIED: {
    happened: "Diese Rechnung ist schon gebucht, aus einer anderen Version ihrer Prüfung.",
    stock: "Der Bestand wurde nicht noch einmal geändert.",
    action: "Sehen Sie den Buchungsbeleg an. Berichtigt wird dort durch ein Storno.",
  },
  NEGATIVE_STOCK: {
    happened: "Ein Artikel fiele unter null.",
    stock: NOTHING,
    action: "Zählen Sie den Artikel, berichtigen Sie die Menge und buchen Sie dann erneut.",
  },
  TOO_MANY_ITEMS: {
    happened: "Das ändert mehr Artikel, als eine Buchung fassen kann.",
    stock: NOTHING,
    action: "Schließen Sie Positionen aus, oder lassen Sie die Rechnung vom Lieferanten teilen.",
  },
  BUSY: {
    happened: "Gerade ändern andere den Bestand.",
    stock: "Nichts geschieht je doppelt: Eine begonnene Änderung wird zu Ende gebucht, eine andere hat nicht begonnen.",
    action: "Versuchen Sie es gleich noch einmal.",
  },
  OUTPUT_UNWRITABLE: {
    happened: "Die Befehlszeile konnte ihr Ergebnis nicht schreiben.",
    stock: NOTHING,
    action:
      "Schaffen Sie Platz oder nennen Sie einen anderen Ort, dann wiederholen Sie es. Was schon dort steht, ist vielleicht nicht vollständig.",
  },
  INTERNAL: {
    happened: "Auf dem Server ist etwas schiefgegangen.",
    stock: "Ob sich der Bestand geändert hat, zeigt der Buchungsbeleg: Gebucht wird ganz oder gar nicht.",
    action: "Versuchen Sie es erneut; bleibt es dabei, melden Sie Uhrzeit und Code.",
  },
};
