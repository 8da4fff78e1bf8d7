import "./apply.css";
import "./decision.css";
import "./receipt.css";
import { Page } from "../../components/Page";
import { QueryView } from "../../components/QueryView";
import { jobName } from "../../lib/job";
import { texts } from "../../texts";
import type { Job } from "../../types/contracts";
import { NotNow } from "./NotNow";
import { PlanView } from "./PlanView";
import { ReceiptView } from "./ReceiptView";
import { InDoubt, UnderWay } from "./UnderWay";
import { type ApplyFlow, useApply } from "./useApply";
import { useJob } from "./useJob";

/** What will happen to the stock, one confirmation, and the receipt. */
export default function ApplyPage({ id }: { id: string }) {
  const flow = useApply(id);
  const busy = flow.state.step === "sending" || flow.state.step === "unknown";
  const job = useJob(id, busy);
  return (
    <Framed title={titleOf(job.data, flow)}>
      <QueryView query={job} what={texts.apply.what}>
        {(found) => <View job={found} flow={flow} busy={busy} />}
      </QueryView>
    </Framed>
  );
}

interface ViewProps {
  job: Job;
  flow: ApplyFlow;
  busy: boolean;
}

function View({ job, flow, busy }: ViewProps) {
  const { state } = flow;
  if (state.step === "done") return <ReceiptView job={job} answered={state} />;
  if (job.status === "parsed") return <PlanView id={job.job_id} flow={flow} />;
  if (state.step === "unknown" && job.status !== "applying")
    return <InDoubt why={state.why} title={texts.apply.unknown} onCheck={flow.checkNow} />;
  if (busy || job.status === "applying")
    return <UnderWay title={texts.apply.applying} counted={texts.apply.progress} progress={job.progress} />;
  const refusal = state.step === "refused" && { refusal: state.error };
  if (job.status === "applied" || job.status === "reversed") return <ReceiptView job={job} {...refusal} />;
  return <NotNow job={job} />;
}

function Framed({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    // Another title is another page: it opens at its top, with the focus on its heading.
    <Page key={title} title={title} narrow>
      {children}
    </Page>
  );
}

function titleOf(job: Job | undefined, { state }: ApplyFlow): string {
  if (job === undefined) return texts.app.loading;
  if (job.status === "reversed") return texts.apply.reversedTitle(jobName(job));
  const done =
    state.step === "done" || (job.status === "applied" && state.step !== "sending" && state.step !== "unknown");
  return done ? texts.apply.doneTitle(jobName(job)) : texts.apply.title(jobName(job));
}
