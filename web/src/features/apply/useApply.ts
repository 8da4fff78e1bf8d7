import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "../../lib/api";
import { keys } from "../../lib/queries";
import type { ApplyRequest, Preview, Receipt } from "../../types/contracts";
import { intentFor, pendingIntent, settleIntent } from "./intent";
import { submitApply } from "./submit";

export type ApplyState =
  | { step: "ready" }
  | { step: "sending" | "unknown" }
  | { step: "done"; receipt: Receipt }
  | { step: "refused"; error: unknown };

/** The one apply of this page. It runs at most once at a time, and takes up again what a closed window left open. */
export function useApply(job: string) {
  const client = useQueryClient();
  const [state, setState] = useState<ApplyState>({ step: "ready" });
  const running = useRef(false);
  const wake = useRef<() => void>(() => {});
  const run = useCallback(
    async (request: ApplyRequest, unknown: boolean) => {
      if (running.current) return;
      running.current = true;
      setState({ step: unknown ? "unknown" : "sending" });
      const wire = {
        send: (sent: ApplyRequest) => api.apply(job, sent),
        receipt: () => api.receipt(job),
        pause: (ms: number) => impatientPause(ms, wake),
        onUnknown: () => setState({ step: "unknown" }),
      };
      try {
        const receipt = await submitApply(request, wire, unknown);
        settleIntent(job);
        client.setQueryData(keys.receipt(job), receipt);
        setState({ step: "done", receipt });
      } catch (error) {
        settleIntent(job);
        setState({ step: "refused", error });
      } finally {
        running.current = false;
        void client.invalidateQueries({ predicate: ({ queryKey }) => TOUCHED.includes(String(queryKey[0])) });
      }
    },
    [client, job],
  );
  useEffect(() => {
    const left = pendingIntent(job);
    if (left) void run(left, true);
  }, [job, run]);
  const apply = ({ review_sha256, plan_sha256 }: Preview, duplicateReason?: string) => {
    const wanted = { review_sha256, plan_sha256, ...(duplicateReason && { duplicate_reason: duplicateReason }) };
    void run(
      intentFor(job, wanted, () => crypto.randomUUID()),
      false,
    );
  };
  return { state, apply, checkNow: () => wake.current(), again: () => setState({ step: "ready" }) };
}

/** What an apply may have changed. */
const TOUCHED: string[] = [keys.jobs[0], "job", "draft", "items", "item"];

function impatientPause(ms: number, wake: { current: () => void }): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    wake.current = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}
