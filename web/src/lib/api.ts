/** Every route that the page uses, one function each; bodies as the contracts name them. */
import type {
  ApplyRequest,
  CreateJob,
  Draft,
  Item,
  ItemDetail,
  ItemList,
  Job,
  JobAnswer,
  JobCreated,
  JobList,
  PresignedLink,
  Preview,
  PutItem,
  ReadAgain,
  Reading,
  Receipt,
  ReviewInput,
  ReviewSaved,
  Stats,
  VendorList,
} from "../types/contracts";
import { fetchStored, request } from "./http";

const segment = encodeURIComponent;

export const api = {
  createJob: (job: CreateJob, signal?: AbortSignal) =>
    request<JobCreated>("/jobs", { method: "POST", body: job, ...(signal && { signal }) }),
  startJob: (id: string) => request<JobAnswer>(`/jobs/${segment(id)}/start`, { method: "POST" }),
  retry: (id: string): Promise<Job> => moved(`/jobs/${segment(id)}/retry`),
  discard: (id: string): Promise<Job> => moved(`/jobs/${segment(id)}/discard`),
  readAgain: (id: string, body: ReadAgain): Promise<Job> => moved(`/jobs/${segment(id)}/read-again`, body),
  jobs: (asked: JobsAsked = {}, signal?: AbortSignal) =>
    request<JobList>(`/jobs?${new URLSearchParams({ limit: "200", ...asked })}`, signal ? { signal } : {}),
  stats: () => request<Stats>("/stats"),
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
  preview: (id: string, review_sha256: string) =>
    request<Preview>(`/jobs/${segment(id)}/preview`, { method: "POST", body: { review_sha256 } }),
  apply: (id: string, body: ApplyRequest) => request<Receipt>(`/jobs/${segment(id)}/apply`, { method: "POST", body }),
  receipt: (id: string) => request<Receipt>(`/jobs/${segment(id)}/receipt`),
  vendors: () => request<VendorList>("/vendors"),
  items: (query: string, signal?: AbortSignal) =>
    request<ItemList>(`/inventory${query ? `?q=${segment(query)}` : ""}`, signal ? { signal } : {}),
  item: (item: string) => request<ItemDetail>(`/inventory/${segment(item)}`),
  /** Refused when the id is another item's: a plain PUT would rename that one. */
  createItem: (item: string, body: PutItem) =>
    request<Item>(`/inventory/${segment(item)}`, { method: "PUT", body, headers: { "If-None-Match": "*" } }),
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
