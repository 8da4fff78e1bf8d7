/**
 * Parts of the page, code or texts, that are fetched when they are first needed. One that does not come is asked for
 * again for as long as somebody wants it: at once when the server answers again, else after a pause.
 */
import { connection } from "./connection";

const PAUSES_MS = [1000, 3000, 10_000, 30_000];

interface Wish<T> {
  got: (part: T) => void;
  /** Told after each time that it did not come; a browser that remembers a failure needs to load the page anew. */
  missed?: (times: number) => void;
  pause?: (ms: number) => Promise<void>;
}

/** Fetches the part; what is returned ends the asking, and nothing is told from then on. */
export function fetchPart<T>(load: () => Promise<T>, { got, missed, pause = untilAnswered }: Wish<T>): () => void {
  let wanted = true;
  const ask = async (times: number): Promise<void> => {
    let part: T;
    try {
      part = await load();
    } catch {
      if (!wanted) return;
      missed?.(times);
      await pause(PAUSES_MS[Math.min(times, PAUSES_MS.length) - 1] ?? 0);
      return wanted ? ask(times + 1) : undefined;
    }
    if (wanted) got(part);
  };
  void ask(1);
  return () => {
    wanted = false;
  };
}

/** Resolves after so many milliseconds, or as soon as a server that did not answer does. */
function untilAnswered(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(end, ms);
    const stop = connection.subscribe(() => connection.isThere() && end());
  });
}
