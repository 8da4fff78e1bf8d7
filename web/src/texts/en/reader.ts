/** Who read the invoice, other readings of it, other versions of the review, and what can be taken along. */
import { plural } from "./plural";

export const reader = {
  by: (plugin: string, version: string) => `Read by ${plugin} ${version}`,
  template: (template: string) => `template ${template}`,
  origin: {
    plugin: "from the page",
    embedded: "from the e-invoice inside the PDF",
    suggested: "as a suggestion: no plugin knows this vendor",
  },
  readAs: (vendor: string) => `a person said it is ${vendor}`,
  why: (reasons: string) => `Recognised by: ${reasons}`,
  readAgain: "Read again…",
  readAgainTitle: "Read this invoice again",
  readAgainBody:
    "The PDF is read anew by the plugins that are installed now. Stock is not changed; saved versions stay, but what they say is about the reading of then.",
  readAgainUnsaved: "What you changed and did not save will not fit the new reading. Save a version first to keep it.",
  readAgainVendor: "Read as",
  asRecognised: "whoever is recognised",
  readAgainDo: "Read again",
  readAgainFailed: "It is not being read again",
  changed: {
    same: "Read again: every value is the same as before.",
    some: (values: number, lines: number) =>
      `Read again: ${plural(values, "value is", "values are")} different${lines === 0 ? "" : `, ${lines > 0 ? `${plural(lines, "line", "lines")} more` : `${plural(-lines, "line", "lines")} less`}`}.`,
    reader: (before: string, now: string) => `Read by ${now} now, by ${before} before.`,
    version: (version: number) =>
      `Version ${version} was saved about the reading before. It is kept; what was decided in it is not taken over.`,
  },
  understood: "Understood",
  downloads: "Downloads…",
  downloadsTitle: "For the plugin’s author, or for yourself",
  downloadsLead: "What a plugin’s author needs to see why this invoice is read as it is.",
  savePdf: "The PDF",
  saveReading: "The reading",
  saveReview: "The corrections",
  saveReviewHint: "Everything decided on this page, saved or not.",
  commandsTitle: "With the PDF, on the command line",
  commands: {
    read: "reads it as this page does",
    overlay: "draws on the page what the plugin sees",
    redact: "makes a sample without names and addresses; look at it before you send it",
  },
  copy: "Copy",
  copied: "Copied",
  copyOf: (command: string) => `Copy: ${command}`,
  close: "Close",
  versions: "Versions",
  newest: "newest",
  versionAt: (version: string, at: string) => `Version ${version}, ${at}`,
  old: (version: number, newest: number) =>
    `This is version ${version}, as it was saved. It cannot be changed; the newest is version ${newest}.`,
  oldReading: (version: number) =>
    `Version ${version} was saved about an earlier reading of this invoice, which is not shown any more. What was decided can still be downloaded.`,
  toNewest: "Back to the newest",
  queue: "Invoices that need review",
  queuePlace: (place: number, of: number) => `${place} of ${of}`,
  queueOthers: (count: number) => `${count} to review`,
  nextInvoice: "Next invoice that needs review (Alt+N)",
  previousInvoice: "Previous invoice that needs review (Alt+P)",
  aboutFile: (count: number) => plural(count, "note about this file", "notes about this file"),
};
