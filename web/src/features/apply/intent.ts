/** What was sent, or is about to be: kept in the browser before the first byte leaves, until the answer is known. */
import { forget, recall, remember } from "../../lib/store";
import type { ApplyRequest } from "../../types/contracts";

/** The request that was sent for this job and whose outcome nobody has heard yet. */
export function pendingIntent(job: string): ApplyRequest | null {
  return recall<ApplyRequest>(key(job));
}

/** The pending request when there is one, unchanged; else a new one, stored before it is given back. */
export function intentFor(job: string, wanted: Omit<ApplyRequest, "apply_id">, newId: () => string): ApplyRequest {
  const pending = pendingIntent(job);
  if (pending) return pending;
  const intent = { apply_id: newId(), ...wanted };
  remember(key(job), intent);
  return intent;
}

/** Forgets the request: it was answered, one way or the other. */
export function settleIntent(job: string): void {
  forget(key(job));
}

function key(job: string): string {
  return `apply/${job}`;
}
