/** What was sent, or is about to be: kept in the browser before the first byte leaves, until the answer is known. */
import { forget, recall, remember } from "../../lib/store";

/** The two things that are done once to a job. */
export type Deed = "apply" | "reverse";

/** The request that was sent for this job and whose outcome nobody has heard yet. */
export function pendingIntent<Request>(deed: Deed, job: string): Request | null {
  return recall<Request>(key(deed, job));
}

/** The pending request when there is one, unchanged; else the one that is made, stored before it is given back. */
export function intentFor<Request>(deed: Deed, job: string, make: () => Request): Request {
  const pending = pendingIntent<Request>(deed, job);
  if (pending) return pending;
  const intent = make();
  remember(key(deed, job), intent);
  return intent;
}

/** Forgets the request: it was answered, one way or the other. */
export function settleIntent(deed: Deed, job: string): void {
  forget(key(deed, job));
}

function key(deed: Deed, job: string): string {
  return `${deed}/${job}`;
}
