/** What a refusal means for the stock, by code; what happened and what to do come with the problem itself. */

const UNCHANGED = "Stock was not changed.";

const meanings: Record<string, string> = {
  ALREADY_APPLIED: "This invoice is in stock already, from another version of its review. Stock was not changed again.",
  DUPLICATE_INVOICE: "The same invoice is in stock already, from another upload. Nothing was changed.",
  STALE_PREVIEW: "Stock or the review moved since this table was made. Nothing was changed; look at the new figures.",
  STALE_READING: "The PDF was read again since this review was saved. Nothing was changed; check the new reading.",
  REVIEW_CONFLICT: "Another version was saved since you opened this one. Yours is kept in this browser.",
  UNMAPPED_LINES:
    "Some lines do not say which stock item they are. Nothing was changed; choose items or exclude the lines.",
  UNRESOLVED_FINDINGS: "Some figures do not add up and nobody accepted them. Nothing was changed.",
  NEGATIVE_STOCK: "An item would fall below zero. Nothing was changed; count it first.",
  TOO_MANY_ITEMS: "This changes more items than can be written at once. Nothing was changed.",
  BUSY: "Others are changing stock right now. Try again in a moment; nothing is ever done twice.",
  ILLEGAL_MOVE: "The invoice’s state does not allow this any more. Nothing was changed.",
  JOB_NOT_FOUND: "This invoice does not exist, or is no longer kept. Nothing was changed.",
  NOT_ACCEPTING: "New invoices are not accepted right now. Nothing was lost.",
  UNAUTHORIZED: "The operator key is missing or wrong. Nothing was changed.",
  REQUEST_INVALID: "The server did not understand the request. Nothing was changed.",
  SOURCE_EXPIRED: "The PDF is no longer kept; its values are.",
  UPLOAD_MISSING: "The file did not arrive.",
  UPLOAD_CHANGED: "The file that arrived is not the one that was announced. It was not read.",
};

export const codeTexts = {
  /** One sentence on what the code means for stock, or undefined for codes that never touch it. */
  meaning: (code: string): string | undefined => meanings[code],
  unchanged: UNCHANGED,
};
