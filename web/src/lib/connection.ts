/** Whether the server answers: by what the last request met with, and by what the browser knows of its network. */

let reached = true;
const listeners = new Set<() => void>();

export const connection = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  isThere: () => reached,
  /** Told after each request; any answer counts, a refusal too. */
  heard(answer: boolean): void {
    if (answer === reached) return;
    reached = answer;
    for (const listener of listeners) listener();
  },
};

if (typeof window !== "undefined") {
  if (!navigator.onLine) connection.heard(false);
  window.addEventListener("offline", () => connection.heard(false));
  window.addEventListener("online", () => connection.heard(true));
}
