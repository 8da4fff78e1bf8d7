import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { QueryView } from "../../components/QueryView";
import { api } from "../../lib/api";
import { problemOf } from "../../lib/http";
import { keys } from "../../lib/queries";
import { texts } from "../../texts";
import type { ApplyRequest, Job, Receipt } from "../../types/contracts";
import { ReceiptCard } from "./ReceiptCard";
import { Rejected } from "./Rejected";
import { ReversalCard } from "./ReversalCard";
import { ReverseDialog } from "./ReverseDialog";
import { InDoubt, UnderWay } from "./UnderWay";
import { useJob } from "./useJob";
import { useReverse } from "./useReverse";

interface ReceiptViewProps {
  job: Job;
  /** What this page has just sent, and the answer. */
  answered?: { request: ApplyRequest; answer: Receipt };
  /** Why this page was refused, if it was. */
  refusal?: unknown;
}

/** The receipt, and its reversal: asked for, under way, or done. */
export function ReceiptView({ job, answered, refusal }: ReceiptViewProps) {
  const id = job.job_id;
  const receipt = useQuery({
    queryKey: keys.receipt(id),
    queryFn: () => api.receipt(id),
    ...(answered && { initialData: answered.answer }),
  });
  return (
    <QueryView query={receipt} what={texts.apply.receipt}>
      {(found) => <Reversible job={job} receipt={found} how={howOf(answered, refusal)} />}
    </QueryView>
  );
}

/** Whether this page did it just now, another one had done it before, or nobody asked for anything. */
export type How = "now" | "before" | "opened";

interface ReversibleProps {
  job: Job;
  receipt: Receipt;
  how: How;
}

function Reversible({ job, receipt, how }: ReversibleProps) {
  const [asking, setAsking] = useState(false);
  const flow = useReverse(job.job_id);
  const { state } = flow;
  const busy = state.step === "sending" || state.step === "unknown";
  useJob(job.job_id, busy); // how far a large reversal is
  const begun = busy || (receipt.reversed_at !== undefined && job.status !== "reversed" && state.step !== "done");
  const reversed = !begun && receipt.reversed_at !== undefined;
  return (
    <div className="stack apply">
      {state.step === "unknown" && !job.progress ? (
        <InDoubt why={state.why} title={texts.apply.reverseUnknown} onCheck={flow.checkNow} />
      ) : (
        begun && (
          <UnderWay title={texts.apply.reversing} counted={texts.apply.reverseProgress} progress={job.progress} />
        )
      )}
      {state.step === "refused" && <Rejected error={state.error} />}
      {reversed && <ReversalCard receipt={receipt} />}
      <ReceiptCard
        job={job}
        receipt={receipt}
        how={how}
        reversed={reversed}
        onReverse={begun || reversed ? undefined : () => setAsking(true)}
      />
      {asking && (
        <ReverseDialog job={job} items={receipt.rows.length} onReason={flow.reverse} onClose={() => setAsking(false)} />
      )}
    </div>
  );
}

function howOf(answered: ReceiptViewProps["answered"], refusal: unknown): How {
  if (!answered) return refusal !== undefined && problemOf(refusal).code === "ALREADY_APPLIED" ? "before" : "opened";
  // The receipt of a request whose answer was lost says "already applied" too, but it is this one's.
  return answered.request.apply_id === answered.answer.apply_id ? "now" : "before";
}
