/** The file is a PDF, but no invoice came out of it. */
const UNTOUCHED = "Stock was not changed; the file is kept.";
const AUTHOR = "Tell the plugin’s author; the review’s downloads hold what they need.";

export const reading = {
  NO_VENDOR_MATCH: {
    happened: "No vendor plugin recognised this invoice.",
    stock: UNTOUCHED,
    action: "Read it again as the right vendor, or add a plugin for this vendor.",
  },
  AMBIGUOUS_VENDOR: {
    happened: "Several vendor plugins claim this invoice.",
    stock: "Stock was not changed: which of them is right was not guessed.",
    action: "Read it again as the right vendor. Its plugin needs a mark that the others lack.",
  },
  MULTIPLE_INVOICES: {
    happened: "The PDF holds more than one invoice.",
    stock: UNTOUCHED,
    action: "Split it into one file an invoice and upload those.",
  },
  NOT_AN_INVOICE: {
    happened: "This is an order, a receipt or another paper, not an invoice.",
    stock: UNTOUCHED,
    action: "Upload the invoice or credit note itself.",
  },
  FIELD_NOT_FOUND: {
    happened: "A value that every invoice must have was not found on the page.",
    stock: UNTOUCHED,
    action: AUTHOR,
  },
  VALUE_UNREADABLE: {
    happened: "A value is written in a way that this vendor’s plugin does not read.",
    stock: "Stock was not changed: the value was not guessed.",
    action: AUTHOR,
  },
  NO_LINE_ITEMS: { happened: "No line items were found.", stock: UNTOUCHED, action: AUTHOR },
  SCHEMA_INVALID: {
    happened: "The vendor plugin gave data that does not make an invoice.",
    stock: UNTOUCHED,
    action: AUTHOR,
  },
  PLUGIN_ERROR: {
    happened: "The vendor plugin failed.",
    stock: "Stock was not changed. The file is kept and other vendors are not affected.",
    action: AUTHOR,
  },
  TEMPLATE_INVALID: {
    happened: "A vendor template is not valid.",
    stock: UNTOUCHED,
    action: "The template’s author mends the line that the message names.",
  },
  MISSING_EXTRA: {
    happened: "A part that reading needs is not installed.",
    stock: UNTOUCHED,
    action: "Whoever runs this service installs the part that is named.",
  },
  SANDBOX_UNAVAILABLE: {
    happened: "The machine cannot lock down the process that opens a PDF, so it opens none.",
    stock: UNTOUCHED,
    action:
      "Whoever runs this service runs it on Linux, or allows less (SANDBOX=best-effort) for files from vendors that are trusted.",
  },
};
