/** Requests that the server puts off: they wait as long as it says, and go again. */
import { connection } from "./connection";

const TRIES = 4;
const LONGEST_MS = 30_000;

interface Terms {
  /** Whether doing it twice is as good as once: what was put off with 503 may have begun, with 429 it has not. */
  repeatable: boolean;
  signal?: AbortSignal;
  pause?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** The first answer that is not "later", or the last one. */
export async function admitted(
  send: () => Promise<Response>,
  { repeatable, signal, pause = wait }: Terms,
): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const answer = await send();
    const later = answer.status === 429 || (answer.status === 503 && repeatable);
    if (!later || tries === TRIES) return answer;
    await connection.whileThrottled(pause(waitMs(answer.headers.get("Retry-After"), tries), signal));
  }
}

/** As long as the server says, in seconds or until a date; else 0.5, 1, 2 s, and up to half of that more, so that windows do not ask in step. */
export function waitMs(retryAfter: string | null, tries: number, now = Date.now(), random = Math.random()): number {
  const seconds = Number(retryAfter ?? "");
  const said = Number.isNaN(seconds) ? Date.parse(retryAfter ?? "") - now : seconds * 1000;
  const ms = said > 0 ? said : 500 * 2 ** (tries - 1) * (1 + random / 2);
  return Math.min(ms, LONGEST_MS);
}

function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    signal?.addEventListener("abort", stop, { once: true });
  });
}
