/** Names of what is kept in the query cache, and how long it may be trusted. */
import { type Query, QueryClient } from "@tanstack/react-query";
import { connection } from "./connection";
import { ApiProblem } from "./http";

export const keys = {
  jobs: ["jobs"] as const,
  /** The inbox by what is searched for; all of them begin with `allFound`. */
  jobsFound: (q: string) => ["jobs", "found", q] as const,
  allFound: ["jobs", "found"] as const,
  job: (id: string) => ["job", id] as const,
  stats: ["stats"] as const,
  /** Those that wait for a review or for being applied. */
  openJobs: ["openJobs"] as const,
  /** Jobs of a vendor that may carry the number. */
  sameNumber: (vendor: string, number: string) => ["same number", vendor, number] as const,
  draft: (id: string) => ["draft", id] as const,
  reading: (id: string) => ["reading", id] as const,
  source: (id: string) => ["source", id] as const,
  preview: (id: string, review: string) => ["preview", id, review] as const,
  receipt: (id: string) => ["receipt", id] as const,
  items: (query: string) => ["items", query] as const,
  allItems: ["items"] as const,
  vendors: ["vendors"] as const,
  events: (id: string) => ["events", id] as const,
  history: (address: string) => ["history", address] as const,
  item: (item: string) => ["item", item] as const,
  /** Below `allItems`, so that whatever changes an item refreshes them. */
  itemPages: (query: string, sort: string, order: string) => ["items", "pages", query, sort, order] as const,
  mappings: (vendor: string) => ["mappings", "of vendor", vendor] as const,
  allMappings: ["mappings"] as const,
  articles: (item: string) => ["mappings", "of item", item] as const,
  knownVendors: ["known vendors"] as const,
};

export function createQueryClient(): QueryClient {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: 2000, retry: shouldRetry } } });
  connection.subscribe(() => {
    if (connection.isThere()) void client.refetchQueries({ type: "active", predicate: gotNoAnswer });
  });
  return client;
}

/** A refusal stays a refusal; only a lost or broken answer is worth another try. A 503 has had its own. */
function shouldRetry(failures: number, error: Error): boolean {
  return error instanceof ApiProblem && error.outcomeUnknown && error.problem.status !== 503 && failures < 2;
}

/** Then a person must ask: storage that cannot be reached, beside a server that can, would be asked for ever. */
const MOST_FAILURES = 5;

/** What was given up while the server did not answer is asked for when it does. */
function gotNoAnswer({ state: { error, fetchStatus, errorUpdateCount } }: Query): boolean {
  const unanswered = error instanceof ApiProblem && error.problem.status === 0;
  return unanswered && fetchStatus === "idle" && errorUpdateCount < MOST_FAILURES;
}
