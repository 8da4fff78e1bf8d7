/**
 * The operator's key, which the API may ask for: kept for this tab's session only, and never in an address. Requests
 * that are refused without it wait until it is entered, and are sent again; who typed something loses nothing.
 */

const NAME = "operator-key";

let key = recall();
/** While the key is asked for: settled as soon as there is one. */
let asking: { done: Promise<void>; settle: () => void } | null = null;
const listeners = new Set<() => void>();

export const operatorKey = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  isAsked: () => asking !== null,
  isKnown: () => key !== null,
  /** From now on every request brings this one; those that wait go on. */
  enter(entered: string): void {
    key = entered;
    keep(entered);
    asking?.settle();
    asking = null;
    tell();
  },
  forget(): void {
    key = null;
    keep(null);
    tell();
  },
};

/** Whether a header can carry the text at all; what cannot be sent is not the key. */
export function isSendable(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

export function bearer(sent: string): Record<string, string> {
  return { Authorization: `Bearer ${sent}` };
}

/** The answer to a request with the key; one that is refused waits for another key, unless its `signal` ends it. */
export async function withKey(
  send: (headers: Record<string, string>) => Promise<Response>,
  { signal }: { signal?: AbortSignal } = {},
): Promise<Response> {
  for (;;) {
    if (asking) await unlessAborted(asking.done, signal);
    const sent = key;
    const answer = await send(sent === null ? {} : bearer(sent));
    if (answer.status !== 401) return answer;
    if (sent === key) ask(); // else another key was entered while this one was under way
  }
}

/** However many requests are refused, the key is asked for once. */
function ask(): void {
  if (asking) return;
  let settle = () => {};
  const done = new Promise<void>((resolve) => {
    settle = resolve;
  });
  asking = { done, settle };
  tell();
}

function unlessAborted(done: Promise<void>, signal?: AbortSignal): Promise<void> {
  if (!signal) return done;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    void done.then(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    });
  });
}

function tell(): void {
  for (const listener of listeners) listener();
}

function recall(): string | null {
  try {
    return sessionStorage.getItem(NAME);
  } catch {
    return null; // a browser that refuses storage: the key lasts until the page is loaded anew
  }
}

function keep(kept: string | null): void {
  try {
    if (kept === null) sessionStorage.removeItem(NAME);
    else sessionStorage.setItem(NAME, kept);
  } catch {
    // As above.
  }
}
