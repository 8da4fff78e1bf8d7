import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { keys } from "../../lib/queries";
import { type Deed, intentFor, pendingIntent, settleIntent } from "./intent";
import { submitOnce, type Unknown } from "./submit";

type OnceState<Request, Answer> =
  | { step: "ready" }
  | { step: "sending" }
  | { step: "unknown"; why: Unknown }
  | { step: "done"; request: Request; answer: Answer }
  | { step: "refused"; error: unknown };

interface Calls<Request, Answer> {
  send: (request: Request) => Promise<Answer>;
  ask: () => Promise<Answer | null>;
}

/** One deed to a job, at most once at a time; what a closed window left open is taken up again. */
export function useOnce<Request, Answer>(deed: Deed, job: string, calls: Calls<Request, Answer>) {
  const client = useQueryClient();
  const [state, setState] = useState<OnceState<Request, Answer>>({ step: "ready" });
  const running = useRef(false);
  const wake = useRef<() => void>(() => {});
  const current = useRef(calls);
  current.current = calls;
  const run = useCallback(
    async (request: Request, unknown: boolean) => {
      if (running.current) return;
      running.current = true;
      setState(unknown ? { step: "unknown", why: "lost" } : { step: "sending" });
      const wire = {
        ...current.current,
        pause: (ms: number) => impatientPause(ms, wake),
        onUnknown: (why: Unknown) => setState({ step: "unknown", why }),
      };
      let end: OnceState<Request, Answer>;
      try {
        end = { step: "done", request, answer: await submitOnce(request, wire, unknown) };
      } catch (error) {
        end = { step: "refused", error };
      }
      settleIntent(deed, job);
      running.current = false;
      setState(end);
      void client.invalidateQueries({ predicate: ({ queryKey }) => TOUCHED.includes(String(queryKey[0])) });
    },
    [client, deed, job],
  );
  useEffect(() => {
    const left = pendingIntent<Request>(deed, job);
    if (left) void run(left, true);
  }, [deed, job, run]);
  const start = (make: () => Request) => {
    if (!running.current) void run(intentFor(deed, job, make), false);
  };
  return { state, start, checkNow: () => wake.current(), again: () => setState({ step: "ready" }) };
}

/** What a change of stock may have changed. */
const TOUCHED: string[] = [keys.jobs[0], "job", "draft", "items", "item", "receipt", "stats", keys.openJobs[0]];

/** Resolves in time, or as soon as somebody is impatient or the network is back. */
function impatientPause(ms: number, wake: { current: () => void }): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    addEventListener("online", end);
    wake.current = end;
  });
}
