/** Wer die Rechnung gelesen hat, andere Lesungen, andere Versionen, und was man mitnehmen kann. */
import type { Texts } from "..";
import { plural } from "./plural";

export const reader: Texts["reader"] = {
  by: (plugin, version) => `Gelesen von ${plugin} ${version}`,
  template: (template) => `Vorlage ${template}`,
  origin: {
    plugin: "von der Seite",
    embedded: "aus der E-Rechnung im PDF",
    suggested: "als Vorschlag: kein Plugin kennt diesen Lieferanten",
  },
  readAs: (vendor) => `jemand hat ${vendor} als Lieferanten genannt`,
  why: (reasons) => `Erkannt an: ${reasons}`,
  readAgain: "Neu lesen …",
  readAgainTitle: "Diese Rechnung neu lesen",
  readAgainBody:
    "Das PDF wird von den jetzt installierten Plugins neu gelesen. Der Bestand ändert sich nicht; gespeicherte Versionen bleiben, gelten aber der damaligen Lesung.",
  readAgainUnsaved:
    "Was Sie geändert und nicht gespeichert haben, passt nicht zur neuen Lesung. Speichern Sie vorher eine Version, um es zu behalten.",
  readAgainVendor: "Lesen als",
  asRecognised: "wer erkannt wird",
  readAgainDo: "Neu lesen",
  readAgainFailed: "Sie wird nicht neu gelesen",
  changed: {
    same: "Neu gelesen: Alle Werte sind wie zuvor.",
    some: (values, lines) =>
      `Neu gelesen: ${plural(values, "Wert ist anders", "Werte sind anders")}${lines === 0 ? "" : `, ${plural(Math.abs(lines), "Position", "Positionen")} ${lines > 0 ? "mehr" : "weniger"}`}.`,
    reader: (before, now) => `Jetzt gelesen von ${now}, zuvor von ${before}.`,
    version: (version) =>
      `Version ${version} galt der Lesung davor. Sie bleibt gespeichert; ihre Entscheidungen werden nicht übernommen.`,
  },
  understood: "Verstanden",
  downloads: "Downloads …",
  downloadsTitle: "Für den Autor des Plugins, oder für Sie",
  downloadsLead: "Was der Autor eines Plugins braucht, um zu sehen, warum diese Rechnung so gelesen wird.",
  savePdf: "Das PDF",
  saveReading: "Die Lesung",
  saveReview: "Die Korrekturen",
  saveReviewHint: "Alles, was auf dieser Seite entschieden ist, gespeichert oder nicht.",
  commandsTitle: "Mit dem PDF, auf der Kommandozeile",
  commands: {
    read: "liest sie wie diese Seite",
    overlay: "zeichnet auf die Seite, was das Plugin sieht",
    redact: "macht ein Muster ohne Namen und Adressen; sehen Sie es an, bevor Sie es weitergeben",
  },
  copy: "Kopieren",
  copied: "Kopiert",
  copyOf: (command) => `Kopieren: ${command}`,
  close: "Schließen",
  versions: "Versionen",
  newest: "neueste",
  versionAt: (version, at) => `Version ${version}, ${at}`,
  old: (version, newest) =>
    `Das ist Version ${version}, wie sie gespeichert wurde. Sie lässt sich nicht ändern; die neueste ist Version ${newest}.`,
  oldReading: (version) =>
    `Version ${version} galt einer früheren Lesung dieser Rechnung, die nicht mehr gezeigt wird. Ihre Entscheidungen lassen sich noch herunterladen.`,
  toNewest: "Zurück zur neuesten",
  queue: "Rechnungen, die zu prüfen sind",
  queuePlace: (place, of) => `${place} von ${of}`,
  queueOthers: (count) => `${count} zu prüfen`,
  nextInvoice: "Nächste Rechnung, die zu prüfen ist (Alt+N)",
  previousInvoice: "Vorige Rechnung, die zu prüfen ist (Alt+P)",
  aboutFile: (count) => plural(count, "Hinweis zu dieser Datei", "Hinweise zu dieser Datei"),
};
