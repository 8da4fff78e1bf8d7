/** What the history shows: in the address, so that a link, and the way back, keep it. Pure. */
import type { JobsAsked } from "../../lib/api";
import type { Status } from "../../types/contracts";

export const STATES = ["open", "parsed", "applied", "reversed", "failed", "discarded"] as const;
export type State = (typeof STATES)[number];

export interface HistoryFilter {
  vendor: string;
  state: State | "";
  /** Days of the upload, in the reader's own time zone, both included. */
  from: string;
  to: string;
  text: string;
}

const STATUSES: Record<State, readonly Status[]> = {
  open: ["awaiting_upload", "queued", "running"],
  parsed: ["parsed"],
  applied: ["applying", "applied"],
  reversed: ["reversed"],
  failed: ["failed"],
  discarded: ["discarded"],
};
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function filterOf(address: URLSearchParams): HistoryFilter {
  const day = (name: string) => (DAY.test(address.get(name) ?? "") ? (address.get(name) ?? "") : "");
  return {
    vendor: address.get("vendor") ?? "",
    state: STATES.find((state) => state === address.get("state")) ?? "",
    from: day("from"),
    to: day("to"),
    text: address.get("q") ?? "",
  };
}

/** The filter as the page's address says it; what is empty is left out. */
export function addressOf({ vendor, state, from, to, text }: HistoryFilter): URLSearchParams {
  const told = { vendor, state, from, to, q: text };
  return new URLSearchParams(Object.entries(told).filter(([, value]) => value !== ""));
}

export function isFiltered(filter: HistoryFilter): boolean {
  return addressOf(filter).size > 0;
}

/** The filter as the API takes it: discarded jobs too unless a state is asked for, days as the moments they are here. */
export function asked({ vendor, state, from, to, text }: HistoryFilter): JobsAsked {
  const statuses = state === "" ? Object.values(STATUSES).flat() : STATUSES[state];
  return {
    status: statuses.join(","),
    ...(vendor && { vendor }),
    ...(from && { from: new Date(`${from}T00:00:00`).toISOString() }),
    ...(to && { to: new Date(`${to}T23:59:59.999`).toISOString() }),
    ...(text.trim() && { q: text.trim() }),
  };
}
