/** The file itself cannot be read. */
const UNTOUCHED = "Stock was not changed: nothing was read from this file.";
const ORIGINAL = "Ask the vendor for the original PDF, or export it again.";
const LIMIT = "Split the file or ask the vendor for a simpler one. Whoever runs this service can raise the limit.";

export const input = {
  FILE_UNREADABLE: {
    happened: "The command line found no such file, or may not read it.",
    stock: UNTOUCHED,
    action: "Look at its name, and whether you may read it.",
  },
  EMPTY_FILE: { happened: "The file is empty.", stock: UNTOUCHED, action: "Choose the file again." },
  NOT_A_PDF: { happened: "The file is not a PDF.", stock: UNTOUCHED, action: "Choose the PDF that the vendor sent." },
  DAMAGED_PDF: { happened: "The PDF is damaged.", stock: UNTOUCHED, action: ORIGINAL },
  ENCRYPTED_PDF: {
    happened: "The PDF needs a password.",
    stock: UNTOUCHED,
    action: "Remove the password, then upload it again.",
  },
  NO_PAGES: { happened: "The PDF has no pages.", stock: UNTOUCHED, action: ORIGINAL },
  BAD_PAGE_BOX: { happened: "A page of the PDF has no usable size.", stock: UNTOUCHED, action: ORIGINAL },
  SCANNED_NO_TEXT: {
    happened: "The PDF is a scan: a picture without text.",
    stock: UNTOUCHED,
    action: "Ask the vendor for the PDF that was printed; a scan cannot be read here.",
  },
  UNREADABLE_TEXT: {
    happened: "The PDF draws its letters without saying which they are.",
    stock: UNTOUCHED,
    action: ORIGINAL,
  },
  XFA_ONLY: {
    happened: "The PDF is an interactive form without pages of its own.",
    stock: UNTOUCHED,
    action: "Open it, print it to a new PDF and upload that.",
  },
  FILE_TOO_LARGE: {
    happened: "The file is over the size limit.",
    stock: UNTOUCHED,
    action: "Send a smaller file: pictures in it can be reduced, invoices be split.",
  },
  TOO_MANY_PAGES: {
    happened: "The PDF has more pages than the limit.",
    stock: UNTOUCHED,
    action: "Split it into single invoices.",
  },
  TOO_COMPLEX: { happened: "The PDF is more complex than the limit.", stock: UNTOUCHED, action: LIMIT },
  DECOMPRESSION_BOMB: {
    happened: "The PDF unpacks to far more than its size.",
    stock: UNTOUCHED,
    action: "Make sure that it comes from the vendor. Then ask for the original PDF.",
  },
  LIMIT_TIME: { happened: "Reading took longer than the limit.", stock: UNTOUCHED, action: LIMIT },
  LIMIT_MEMORY: { happened: "Reading needed more memory than the limit.", stock: UNTOUCHED, action: LIMIT },
  LIMIT_OUTPUT: { happened: "The PDF holds more text than the limit.", stock: UNTOUCHED, action: LIMIT },
  PARSER_CRASHED: {
    happened: "The PDF made the reader crash.",
    stock: "Stock was not changed. The file is kept and other invoices are not affected.",
    action: ORIGINAL,
  },
};
