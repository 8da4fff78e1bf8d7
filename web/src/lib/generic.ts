/** What the server says of a failed job when it knows no more than the code; a refusal has it as its `title`. */
export const GENERIC: Readonly<Record<string, string>> = {
  EMPTY_FILE: "The file is empty.",
  NOT_A_PDF: "The file is not a PDF.",
  NO_PAGES: "The PDF has no pages.",
  ENCRYPTED_PDF: "The PDF needs a password.",
  XFA_ONLY: "The PDF is an interactive form without pages of its own.",
  LIMIT_MEMORY: "Reading needed more memory than the limit.",
  UPLOAD_CHANGED: "The stored file is not the one that was announced.",
  INTERNAL: "Something went wrong on our side.",
};
