/** Tasten, Fehlercodes und Befunde. */
import type { Guide } from "../guide";
import { plural } from "./plural";

const LOOK =
  "Vergleichen Sie mit der Seite. Berichtigen Sie den Wert, oder geben Sie eine Begründung, wenn das Papier selbst irrt.";
const PAGE_WINS =
  "Sehen Sie auf die Seite: Was sie zeigt, meint der Lieferant. Berichtigen Sie den Wert, wenn anders gelesen wurde.";
const GLANCE =
  "Sehen Sie auf die Seite und vergleichen Sie die Werte; im Zweifel lassen Sie sich vom Lieferanten das Original geben.";

export const help: Guide["help"] = {
  lead: "Die Tasten, die Ihnen Zeit sparen, und was jeder Code bedeutet.",
  contents: "Auf dieser Seite",
  find: "Auf dieser Seite suchen",
  found: (count) => plural(count, "Eintrag", "Einträge"),
  noMatch: (query) => `Nichts hier erwähnt „${query}“.`,
  keys: "Tasten",
  keysLead: "Eine saubere Rechnung mit bekannten Artikeln braucht vier: öffnen, Strg+Eingabe, Leertaste, Strg+Eingabe.",
  keysLeadMac: "Eine saubere Rechnung mit bekannten Artikeln braucht vier: öffnen, ⌘+Eingabe, Leertaste, ⌘+Eingabe.",
  allHelp: "Die ganze Hilfe",
  close: "Schließen",
  or: "oder",
  single: "Tasten aus einem Zeichen",
  singleBody:
    "Schalten Sie „?“ und „/“ ab, wenn Sie diktieren oder sie versehentlich drücken. Alle anderen Tasten bleiben.",
  codes: "Codes",
  codesLead:
    "Eine Meldung trägt ihren Code, und der Code führt hierher. Der Bestand ändert sich dabei nur, wo es dasteht.",
  alsoFinding: (name) =>
    `Auch ein Befund an einer gelesenen Rechnung: ${name}. Ein Fehler hält das Buchen auf, bis er geklärt ist.`,
  findings: "Befunde",
  findingsLead: "Was an einer gelesenen Rechnung auffällt. Es steht neben den Werten, die es betrifft.",
  keyNames: {
    Ctrl: "Strg",
    Alt: "Alt",
    Shift: "Umschalt",
    Enter: "Eingabe",
    Esc: "Esc",
    Tab: "Tab",
    Delete: "Entf",
    Home: "Pos1",
    End: "Ende",
    PgUp: "Bild auf",
    PgDn: "Bild ab",
    Space: "Leertaste",
  },
  where: {
    review: "In einer Prüfung",
    cell: "Auf einer Zelle",
    typing: "Beim Tippen in einer Zelle",
    page: "Auf der Rechnungsseite",
    applying: "Beim Buchen",
    anywhere: "Überall",
  },
  does: {
    problem: "Nächstes, voriges Problem",
    confirm: "Dieser Wert stimmt",
    save: "Eine Version speichern",
    apply: "Speichern, und weiter zum Buchen, wenn nichts offen ist",
    undo: "Rückgängig",
    redo: "Wiederholen",
    invoice: "Nächste, vorige Rechnung, die zu prüfen ist",
    move: "Bewegen; die Seite folgt",
    ends: "Erste, letzte Zelle der Position",
    corners: "Allererste, allerletzte Zelle",
    screen: "Einen Bildschirm hinauf, hinab",
    edit: "Bearbeiten; ein Buchstabe oder eine Ziffer genügt auch",
    clear: "Den Wert leeren",
    copy: "Aus der Position darüber übernehmen",
    exclude: "Die Position ausschließen oder wieder aufnehmen",
    map: "Den Lagerartikel wählen",
    deselect: "Den Wert loslassen",
    leave: "Die Positionen verlassen",
    down: "Übernehmen und nach unten, oben",
    across: "Übernehmen und nach rechts, links",
    cancel: "Lassen, wie es war",
    turn: "Nächste, vorige Seite",
    fit: "Die Seite einpassen",
    zoom: "Größer, kleiner",
    check: "Bestätigen, dass die Ware geprüft ist",
    post: "In den Bestand buchen",
    following: "Nach einer Buchung: die nächste Rechnung öffnen",
    waiting: "Die Rechnung öffnen, die am längsten wartet",
    help: "Hilfe",
    search: "Zum Suchfeld",
    close: "Einen Dialog schließen",
  },
  kinds: {
    sums: {
      title: "Was nicht aufgeht",
      stock:
        "Ein Fehler hält das Buchen auf, bis der Wert berichtigt oder eine Begründung gegeben ist. Vorher ändert sich kein Bestand.",
    },
    doubts: {
      title: "Was zweifelhaft ist",
      stock:
        "Ein Fehler hält das Buchen auf, bis er geklärt ist. Eine Warnung nicht: Buchen Sie, ändert sich der Bestand wie in der Vorschau.",
    },
    file: {
      title: "Über die Datei",
      stock:
        "Das hält das Buchen nicht auf. Der Bestand ändert sich wie in der Vorschau: Seien Sie der Werte vorher sicher.",
    },
  },
  actions: {
    LINE_EXTENSION: LOOK,
    QTY_SPLIT: "Prüfen Sie, welche Menge mit der Ware kam: Der Bestand zählt die gelieferte.",
    LINES_NET: "Suchen Sie eine Position, die übersehen oder doppelt gelesen wurde; sonst geben Sie eine Begründung.",
    CHARGES: LOOK,
    TAX: LOOK,
    GRAND_TOTAL: LOOK,
    LINE_COUNT:
      "Zählen Sie die Positionen auf der Seite: Eine kann fehlen. Ergänzen Sie nichts auf Verdacht; lassen Sie neu lesen, oder sagen Sie es dem Autor des Plugins.",
    PAGE_COUNT: "Lassen Sie sich den ganzen Beleg geben und laden Sie diesen hoch.",
    DUPLICATE_LINE: "Kam die Ware einmal, schließen Sie eine der beiden Positionen mit einer Begründung aus.",
    ODD_LINE: "Vergleichen Sie die Position mit der Seite, vor allem ihre Menge.",
    DATE_ORDER: "Vergleichen Sie die Daten mit der Seite und berichtigen Sie das falsche.",
    LAYOUT_CHANGED: "Vergleichen Sie diesmal jeden Wert mit der Seite, und sagen Sie es dem Autor des Plugins.",
    UNREAD_ROW:
      "Sehen Sie die Zeile auf der Seite an. Steht dort Ware, buchen Sie nicht, bevor sie gelesen ist; sagen Sie es dem Autor des Plugins.",
    UNIT_UNKNOWN: "Sagen Sie in der Position, wie viele Ihrer Einheiten eine des Lieferanten ist.",
    PAGE_DIFFERS: PAGE_WINS,
    FIELD_DIFFERS: PAGE_WINS,
    PRICE_JUMP:
      "Prüfen Sie Einheit und Gebinde: Springt ein Preis, ist es oft ein anderes Gebinde. Der Bestand folgt dem Faktor.",
    REPAIRED: GLANCE,
    TRAILING_DATA: GLANCE,
    JUNK_BEFORE_HEADER: GLANCE,
    INCREMENTAL_UPDATES: GLANCE,
    ACTIVE_CONTENT: "Nichts davon wurde ausgeführt. Vorsicht, wenn Sie die Datei anderswo öffnen.",
    EMBEDDED_FILES: "Sie wurden nicht geöffnet, außer einer E-Rechnung. Vorsicht, wenn Sie sie anderswo öffnen.",
    HIDDEN_TEXT:
      "Sehen Sie die markierte Stelle an: Was dort niemand sieht, soll nicht zählen. Berichtigen Sie den Wert, oder lassen Sie die Zeile weg.",
    OVERLAPPING_TEXT: "Vergleichen Sie die markierten Werte mit dem, was Sie auf der Seite sehen.",
    UNICODE_SUSPECT:
      "Vergleichen Sie Buchstabe für Buchstabe; eine Artikelnummer mit einem fremden Buchstaben ist nicht die bekannte.",
    ENGINES_DISAGREE: "Vergleichen Sie die Werte einzeln mit dem, was Sie auf der Seite sehen.",
  },
};
