/** Every route that the page uses, one function each; bodies as the contracts name them. */
import type {
  ApplyRequest,
  CreateJob,
  Draft,
  EventList,
  Item,
  ItemDetail,
  ItemList,
  Job,
  JobAnswer,
  JobCreated,
  JobList,
  Mapping,
  MappingAnswer,
  MappingList,
  PresignedLink,
  Preview,
  PutItem,
  PutMapping,
  ReadAgain,
  Reading,
  Receipt,
  Reversal,
  ReverseRequest,
  Review,
  ReviewAnswer,
  ReviewInput,
  ReviewSaved,
  Stats,
  VendorList,
} from "../types/contracts";
import { correlated } from "./correlation";
import { fetchStored, request } from "./http";

const segment = encodeURIComponent;

/** A page of the stock in an order of its own; `after` is what the page before answered as `next`. */
export interface ItemPage {
  q: string;
  sort: "item" | "name" | "on_hand" | "updated";
  order: "asc" | "desc";
  limit?: number;
  after?: string | undefined;
}

export const api = {
  createJob: (job: CreateJob, signal?: AbortSignal) =>
    request<JobCreated>("/jobs", {
      method: "POST",
      body: job,
      headers: correlated(job.job_id),
      ...(signal && { signal }),
    }),
  startJob: (id: string) =>
    request<JobAnswer>(`/jobs/${segment(id)}/start`, { method: "POST", headers: correlated(id) }),
  retry: (id: string): Promise<Job> => moved(`/jobs/${segment(id)}/retry`),
  discard: (id: string): Promise<Job> => moved(`/jobs/${segment(id)}/discard`),
  readAgain: (id: string, body: ReadAgain): Promise<Job> => moved(`/jobs/${segment(id)}/read-again`, body),
  jobs: (asked: JobsAsked = {}, signal?: AbortSignal) =>
    request<JobList>(`/jobs?${new URLSearchParams({ limit: "200", ...asked })}`, signal ? { signal } : {}),
  events: (id: string, signal?: AbortSignal) =>
    request<EventList>(`/jobs/${segment(id)}/events`, signal ? { signal } : {}),
  stats: () => request<Stats>("/stats"),
  /** Every job that is read and not applied yet, newest first. */
  openJobs: () => allOf((after) => request<JobList>(`/jobs?status=parsed&limit=200${after}`)),
  job: (id: string): Promise<Job> => request<JobAnswer>(`/jobs/${segment(id)}`).then((answer) => answer.job),
  draft: (id: string) => request<Draft>(`/jobs/${segment(id)}/draft`),
  reading: (id: string, signal?: AbortSignal) => stored(`/jobs/${segment(id)}/reading`, readingOf, signal),
  source: (id: string, signal?: AbortSignal) => stored(`/jobs/${segment(id)}/source`, bytesOf, signal),
  saveReview: (id: string, version: number, review: ReviewInput) =>
    request<ReviewSaved>(`/jobs/${segment(id)}/review`, {
      method: "PUT",
      body: review,
      headers: { "If-Match": `"${version}"` },
    }),
  review: (id: string, version: number): Promise<Review> =>
    request<ReviewAnswer>(`/jobs/${segment(id)}/reviews/${version}`).then((answer) => answer.review),
  preview: (id: string, review_sha256: string) =>
    request<Preview>(`/jobs/${segment(id)}/preview`, { method: "POST", body: { review_sha256 }, repeatable: true }),
  apply: (id: string, body: ApplyRequest) => request<Receipt>(`/jobs/${segment(id)}/apply`, { method: "POST", body }),
  reverse: (id: string, body: ReverseRequest) =>
    request<Reversal>(`/jobs/${segment(id)}/reverse`, { method: "POST", body }),
  receipt: (id: string) => request<Receipt>(`/jobs/${segment(id)}/receipt`),
  vendors: () => request<VendorList>("/vendors"),
  items: (query: string, signal?: AbortSignal) =>
    request<ItemList>(`/inventory${query ? `?q=${segment(query)}` : ""}`, signal ? { signal } : {}),
  item: (item: string) => request<ItemDetail>(`/inventory/${segment(item)}`),
  /** Refused when the id is another item's: a plain PUT would rename that one. */
  createItem: (item: string, body: PutItem) =>
    request<Item>(`/inventory/${segment(item)}`, { method: "PUT", body, headers: { "If-None-Match": "*" } }),
  /** Changes name and unit; the scale must be the one it has. */
  changeItem: (item: string, body: Omit<PutItem, "opening">) =>
    request<Item>(`/inventory/${segment(item)}`, { method: "PUT", body, repeatable: true }),
  itemPage: (page: ItemPage, signal?: AbortSignal) =>
    request<ItemList>(`/inventory${search({ ...page })}`, signal ? { signal } : {}),
  mappings: (vendor: string, page: { limit?: number; after?: string | undefined }, signal?: AbortSignal) =>
    request<MappingList>(`/mappings/${segment(vendor)}${search(page)}`, signal ? { signal } : {}),
  teachMapping: (vendor: string, body: PutMapping) =>
    request<MappingAnswer>(`/mappings/${segment(vendor)}`, { method: "PUT", body }),
  forgetMapping: ({ vendor_id, vendor_sku, uom, item }: Mapping) =>
    request<MappingAnswer>(`/mappings/${segment(vendor_id)}${search({ vendor_sku, uom, item })}`, { method: "DELETE" }),
};

/** Which jobs a list shows; without `status` all but discarded ones, `after` is the `next` of the page before. */
export interface JobsAsked {
  q?: string;
  status?: string;
  vendor?: string;
  from?: string;
  to?: string;
  after?: string;
  limit?: string;
}

/** The job after a move that a person asked for. */
function moved(path: string, body?: ReadAgain): Promise<Job> {
  return request<JobAnswer>(path, { method: "POST", ...(body && { body }) }).then((answer) => answer.job);
}

/** "?q=bolt&limit=50" of what is there; "" of nothing. */
function search(members: Record<string, string | number | undefined>): string {
  const given = Object.entries(members).filter(([, value]) => value !== undefined && value !== "");
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return query && `?${query}`;
}

/** The jobs of all pages of a list; the bound only keeps a server that errs from being asked for ever. */
async function allOf(page: (after: string) => Promise<JobList>): Promise<Job[]> {
  const found: Job[] = [];
  for (let after = "", pages = 0; pages < 50; pages += 1) {
    const { jobs, next } = await page(after);
    found.push(...jobs);
    if (next === undefined) break;
    after = `&after=${segment(next)}`;
  }
  return found;
}

/** What lies behind a presigned link that the API hands out. */
async function stored<T>(path: string, read: (answer: Response) => Promise<T>, signal?: AbortSignal): Promise<T> {
  const link = await request<PresignedLink>(path, signal ? { signal } : {});
  return read(await fetchStored(link.url, signal));
}

function readingOf(answer: Response): Promise<Reading> {
  return answer.json() as Promise<Reading>;
}

async function bytesOf(answer: Response): Promise<Uint8Array> {
  return new Uint8Array(await answer.arrayBuffer());
}
