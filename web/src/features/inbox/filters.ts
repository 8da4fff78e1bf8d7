/** What the inbox shows: the states a person looks for, each a few of the job's own, and a text; kept in the address. */
import { shownState } from "../../lib/job";
import type { Job } from "../../types/contracts";

export const FILTERS = ["all", "review", "ready", "working", "applied", "reversed", "failed"] as const;
export type Filter = (typeof FILTERS)[number];

export interface Shown {
  filter: Filter;
  /** What is searched for. */
  q: string;
}

export function shownIn(address: URLSearchParams): Shown {
  return {
    filter: FILTERS.find((name) => name === address.get("state")) ?? "all",
    q: address.get("q") ?? "",
  };
}

/** The same as the address's query says it; what is so anyway is left out. */
export function addressOf({ filter, q }: Shown): Record<string, string> {
  return { ...(filter !== "all" && { state: filter }), ...(q && { q }) };
}

export function filterOf(job: Parameters<typeof shownState>[0]): Exclude<Filter, "all"> {
  switch (shownState(job)) {
    case "needs_review":
    case "unreviewed":
      return "review";
    case "parsed":
      return "ready";
    case "applied":
      return "applied";
    case "reversed":
      return "reversed"; // it counts no more, so it is none of the applied ones
    case "failed":
    case "discarded":
      return "failed";
    default:
      return "working";
  }
}

export function inFilter(jobs: readonly Job[], filter: Filter): Job[] {
  return jobs.filter((job) => filter === "all" || filterOf(job) === filter);
}
