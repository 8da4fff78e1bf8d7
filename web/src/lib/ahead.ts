/** What the page of an invoice asks for first, asked for while its code is still on the way and the frame is drawn. */
import type { Draft, Job, Reading } from "../types/contracts";
import { api } from "./api";
import { apiBase } from "./http";
import { isReadable } from "./job";

interface Answers {
  job: Job;
  draft: Draft;
  reading: Reading;
  source: Uint8Array;
}

let asked: { [K in keyof Answers]?: Promise<Answers[K]> } = {};
let about = "";

/** Asks where the server is, and for the invoice that the address names, if it names one. */
export function askAhead(path: string): void {
  apiBase().catch(() => {}); // who needs it asks again
  const id = /^\/invoices\/([\w-]+)$/.exec(path)?.[1];
  if (id === undefined) return;
  const job = api.job(id);
  const read = job.then((found) => isReadable(found) || Promise.reject(new Error("There is nothing to show yet.")));
  about = id;
  asked = {
    job,
    draft: read.then(() => api.draft(id)),
    reading: read.then(() => api.reading(id)),
    source: read.then(() => api.source(id)),
  };
  for (const answer of Object.values(asked)) answer.catch(() => {}); // whoever takes it asks again
}

/** The answer that was asked for ahead; else, or when that failed, what asking now answers. Each is taken once. */
export function taken<K extends keyof Answers>(
  what: K,
  id: string,
  ask: () => Promise<Answers[K]>,
): Promise<Answers[K]> {
  const answer = id === about ? asked[what] : undefined;
  delete asked[what];
  return answer?.catch(ask) ?? ask();
}
