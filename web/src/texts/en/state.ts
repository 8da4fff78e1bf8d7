/** A job’s state, as badge and filter, and how a job that moves by itself has come along. */
import { plural } from "./plural";

export const state = {
  awaiting_upload: "Waiting for the file",
  queued: "Waiting to be read",
  running: "Reading",
  parsed: "Ready to apply",
  needs_review: "Needs review",
  unreviewed: "Not reviewed yet",
  failed: "Failed",
  applying: "Applying",
  applied: "Applied",
  reversed: "Reversed",
  discarded: "Discarded",
  wait: {
    start: (time: string) => `for ${time}`,
    startUnusual: (time: string) => `Still waiting after ${time}: this is unusual`,
    reading: (time: string) => `for ${time}`,
    readingUnusual: (time: string) => `Still reading after ${time}: this is unusual`,
    retry: (time: string) => `The next try is in ${time}`,
    stock: (done: number, of: number) => `${done} of ${plural(of, "step", "steps")} done`,
    readAs: (vendor: string) => `read as ${vendor}`,
  },
};
