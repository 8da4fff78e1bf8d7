/** The uploads of a visit as data: which file may go next, and what the summary says. Knows no network. */
import type { JobRef, Problem, Status } from "../../types/contracts";

/** So many files are on their way at once: more would only share the same line and all be slow. */
export const AT_ONCE = 3;

export type UploadState =
  | { step: "waiting" | "hashing" | "creating" | "starting" | "done" | "cancelled" }
  /** Storage holds the same bytes already; the person decides. */
  | { step: "asking"; twin: JobRef }
  | { step: "uploading"; sent: number }
  | { step: "failed"; problem: Problem };

export interface UploadEntry {
  /** The job's id, made here and sent again at every retry. */
  id: string;
  file: File;
  state: UploadState;
  /** Whether the person has said that the same file may come again. */
  allowed: boolean;
}

type Step = UploadState["step"];

const UNDER_WAY: readonly Step[] = ["hashing", "creating", "uploading", "starting"];

export function isUnderWay({ state }: Pick<UploadEntry, "state">): boolean {
  return UNDER_WAY.includes(state.step);
}

/** Whether something would be lost if the window were closed now. */
export function isUnfinished({ state }: Pick<UploadEntry, "state">): boolean {
  return state.step === "waiting" || isUnderWay({ state });
}

/** Whether a job comes of it, or a question is asked about it. */
export function isComing(entry: Pick<UploadEntry, "state">): boolean {
  return isUnfinished(entry) || entry.state.step === "asking";
}

/** Whether nothing is to be said about it any more. */
export function isSettled({ state }: Pick<UploadEntry, "state">): boolean {
  return state.step === "done" || state.step === "cancelled";
}

/** What is stored already is not taken back. */
export function isCancellable({ state }: Pick<UploadEntry, "state">): boolean {
  return isUnfinished({ state }) && state.step !== "starting";
}

/** What has become of an uploaded file, by the state of its job as far as that is known. */
export function outcomeOf(status: Status | undefined): "done" | "reading" | "read" | "notRead" {
  switch (status) {
    case undefined:
    case "discarded":
      return "done";
    case "awaiting_upload": // the list is from before it was started
    case "queued":
    case "running":
      return "reading";
    case "failed":
      return "notRead";
    default:
      return "read";
  }
}

/** Whether it failed of something that may have passed. */
export function isRetryable({ state }: Pick<UploadEntry, "state">): boolean {
  return state.step === "failed" && state.problem.retryable;
}

/** The files that may set off now, first come first served. */
export function nextToStart(entries: readonly UploadEntry[]): UploadEntry[] {
  const free = AT_ONCE - entries.filter(isUnderWay).length;
  return free > 0 ? entries.filter(({ state }) => state.step === "waiting").slice(0, free) : [];
}

/** The entries with one of them in another state. */
export function moved(entries: readonly UploadEntry[], id: string, state: UploadState): readonly UploadEntry[] {
  return entries.map((entry) => (entry.id === id ? { ...entry, state } : entry));
}

interface Summary {
  files: number;
  done: number;
  /** Of those that are done, the files of which nothing could be read. */
  notRead: number;
  underWay: number;
  waiting: number;
  asking: number;
  failed: number;
  /** Of the failed ones, those that another attempt may help. */
  retryable: number;
  cancelled: number;
  /** Of all files that were not cancelled, between 0 and 1. */
  share: number;
}

/** "50 files · 32 done · 3 uploading": the counts, and how much of all bytes has left. `statuses` are those of jobs. */
export function summaryOf(entries: readonly UploadEntry[], statuses: ReadonlyMap<string, Status> = new Map()): Summary {
  const count = (...steps: Step[]) => entries.filter(({ state }) => steps.includes(state.step)).length;
  const meant = entries.filter(({ state }) => state.step !== "cancelled");
  const total = sum(meant.map(({ file }) => file.size));
  return {
    files: entries.length,
    done: count("done"),
    notRead: entries.filter(({ id, state }) => state.step === "done" && outcomeOf(statuses.get(id)) === "notRead")
      .length,
    underWay: count(...UNDER_WAY),
    waiting: count("waiting"),
    asking: count("asking"),
    failed: count("failed"),
    retryable: entries.filter(isRetryable).length,
    cancelled: count("cancelled"),
    share: total > 0 ? sum(meant.map(sentOf)) / total : 0,
  };
}

function sentOf({ file, state }: UploadEntry): number {
  if (state.step === "done" || state.step === "starting") return file.size;
  return state.step === "uploading" ? Math.min(state.sent, file.size) : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
