/** A job’s state, as badge and filter. */
export const state = {
  awaiting_upload: "Waiting for the file",
  queued: "Waiting to be read",
  running: "Reading",
  parsed: "Ready to apply",
  needs_review: "Needs review",
  failed: "Failed",
  applying: "Applying",
  applied: "Applied",
  reversed: "Reversed",
  discarded: "Discarded",
};
