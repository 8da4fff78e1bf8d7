/** Jobs, reviews and the stock refuse. */
const NOTHING = "Stock was not changed.";
const KEPT = "Stock was not changed; the file is kept.";

export const pipeline = {
  REQUEST_INVALID: {
    happened: "The server did not accept the request.",
    stock: NOTHING,
    action: "Correct what the message names, or reload the page and try again.",
  },
  UNAUTHORIZED: {
    happened: "The operator key is missing or wrong.",
    stock: NOTHING,
    action: "Enter the key and try again.",
  },
  NOT_ACCEPTING: {
    happened: "New invoices are not accepted at the moment.",
    stock: "Stock was not changed. What is here can still be reviewed and applied.",
    action: "Try again later; nothing was lost.",
  },
  JOB_NOT_FOUND: {
    happened: "This invoice does not exist, or is no longer kept.",
    stock: NOTHING,
    action: "Open the inbox and choose it there.",
  },
  ILLEGAL_MOVE: {
    happened: "The invoice’s state does not allow this any more.",
    stock: NOTHING,
    action: "Reload the page and look at its state.",
  },
  UPLOAD_MISSING: {
    happened: "The file did not arrive.",
    stock: NOTHING,
    action: "Upload it again; the invoice keeps its place in the list.",
  },
  UPLOAD_CHANGED: {
    happened: "The file that arrived is not the one that was announced.",
    stock: "Stock was not changed: it was not read.",
    action: "Upload the file once more, as a new invoice.",
  },
  SOURCE_EXPIRED: {
    happened: "The PDF is no longer kept.",
    stock: "Stock and the values that were read are as they were.",
    action: "Upload the file again if you need to see its pages.",
  },
  TASK_START_FAILED: { happened: "Reading could not be started.", stock: KEPT, action: "Try again." },
  TASK_LOST: { happened: "Reading was interrupted.", stock: KEPT, action: "Try again." },
  TASK_OOM: {
    happened: "Reading ran out of memory.",
    stock: KEPT,
    action: "Try again; if it stays, split the file into single invoices.",
  },
  REVIEW_CONFLICT: {
    happened: "Somebody saved another version since you opened this one.",
    stock: "Stock was not changed. Your changes are kept in this browser.",
    action: "Load that version and merge yours into it.",
  },
  STALE_READING: {
    happened: "The PDF was read again since this review was saved.",
    stock: NOTHING,
    action: "Load the new reading, check it and save.",
  },
  STALE_PREVIEW: {
    happened: "Stock or the review changed since this table was made.",
    stock: NOTHING,
    action: "Look at the new figures, then apply them.",
  },
  UNRESOLVED_FINDINGS: {
    happened: "Some figures do not add up and nobody accepted them.",
    stock: NOTHING,
    action: "Correct the values, or accept each finding with a reason.",
  },
  UNMAPPED_LINES: {
    happened: "Some lines do not say which stock item they are, or how many of it.",
    stock: NOTHING,
    action: "Choose item and factor, or exclude the lines.",
  },
  DUPLICATE_INVOICE: {
    happened: "The same invoice was applied before, from another upload.",
    stock: "Its goods are in stock already and were not counted twice.",
    action: "Open the other one and compare. Apply again only with a reason.",
  },
  ALREADY_APPLIED: {
    happened: "This invoice was applied already, from another version of its review.",
    stock: "Stock was not changed again.",
    action: "Look at the receipt. To correct it, reverse it there.",
  },
  NEGATIVE_STOCK: {
    happened: "An item would fall below zero.",
    stock: NOTHING,
    action: "Count the item, correct its quantity, then apply again.",
  },
  TOO_MANY_ITEMS: {
    happened: "This changes more stock items than one apply can carry.",
    stock: NOTHING,
    action: "Exclude lines, or have the vendor split the invoice.",
  },
  BUSY: {
    happened: "Others are changing the stock right now.",
    stock: "Nothing is ever done twice: a change that had begun is finished, another has not begun.",
    action: "Try again in a moment.",
  },
  OUTPUT_UNWRITABLE: {
    happened: "The command line could not write its result.",
    stock: NOTHING,
    action: "Make room on the disk or name another place, then do it again. What was written so far may not be whole.",
  },
  INTERNAL: {
    happened: "Something went wrong on the server.",
    stock: "Whether stock changed shows in the receipt: an apply happens wholly or not at all.",
    action: "Try again; if it stays, report the time and this code.",
  },
};
