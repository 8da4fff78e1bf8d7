/** Whether the server answers: by what the last request met with, and by what the browser knows of its network. */

let reached = true;
/** Grows with each answer, so that a request can tell whether another one was answered while it was under way. */
let answers = 0;
/** Requests that the server has put off and that go again by themselves. */
let putOff = 0;
const listeners = new Set<() => void>();

export const connection = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  isThere: () => reached,
  isThrottled: () => putOff > 0,
  /** Before a request: what `lost` is to be told when that fails. */
  asking: () => answers,
  /** Told after each request that was answered; a refusal counts too. */
  answered(): void {
    answers += 1;
    set(true);
  },
  /** Told after each request that got no answer. When another one did meanwhile, that one knows better. */
  lost(asked: number = answers): void {
    if (asked === answers) set(false);
  },
  /** The banner says so for as long as the request that was put off waits. */
  async whileThrottled(waiting: Promise<void>): Promise<void> {
    putOff += 1;
    tell();
    try {
      await waiting;
    } finally {
      putOff -= 1;
      tell();
    }
  },
};

function set(there: boolean): void {
  if (there === reached) return;
  reached = there;
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}

if (typeof window !== "undefined") {
  if (!navigator.onLine) connection.lost();
  window.addEventListener("offline", () => connection.lost());
  window.addEventListener("online", () => connection.answered());
}
