/** The list of jobs over several requests: the newest page is asked for again and again, older ones once. */
import { isActive } from "../../lib/poll";
import type { Job, JobList } from "../../types/contracts";

type Ask = (after?: string) => Promise<JobList>;

/** The list as it is now: one request, and more only while a job on an older page is under way. */
export async function refreshed(known: JobList | undefined, ask: Ask, now: number): Promise<JobList> {
  let fresh = await ask();
  while (fresh.next !== undefined && older(known, fresh).some((job) => isActive(job, now))) {
    fresh = withOlder(fresh, await ask(fresh.next));
  }
  return withNewest(known, fresh);
}

/** Where the list was read further down than the newest page reaches, that part stays. */
export function withNewest(known: JobList | undefined, newest: JobList): JobList {
  const kept = older(known, newest);
  if (known === undefined || kept.length === 0) return newest;
  return { jobs: [...newest.jobs, ...kept], ...(known.next !== undefined && { next: known.next }) };
}

/** The list, read one page further down. */
export function withOlder(list: JobList, page: JobList): JobList {
  const here = new Set(list.jobs.map(({ job_id }) => job_id));
  const jobs = [...list.jobs, ...page.jobs.filter(({ job_id }) => !here.has(job_id))];
  return { jobs, ...(page.next !== undefined && { next: page.next }) };
}

/** What is known from below the end of the newest page; nothing when the two do not meet, for then some would be missing. */
function older(known: JobList | undefined, newest: JobList): Job[] {
  const last = newest.jobs.at(-1);
  if (known === undefined || last === undefined || newest.next === undefined) return [];
  const here = new Set(newest.jobs.map(({ job_id }) => job_id));
  if (!known.jobs.some(({ job_id }) => here.has(job_id))) return [];
  return known.jobs.filter(({ job_id, created_at }) => created_at <= last.created_at && !here.has(job_id));
}
