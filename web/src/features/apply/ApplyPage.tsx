import "./apply.css";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { Notice } from "../../components/Notice";
import { Page } from "../../components/Page";
import { QueryView } from "../../components/QueryView";
import { api } from "../../lib/api";
import { jobName } from "../../lib/job";
import { keys } from "../../lib/queries";
import { texts } from "../../texts";
import type { Draft, Job } from "../../types/contracts";
import { ApplyForm } from "./ApplyForm";
import { ReceiptCard } from "./ReceiptCard";
import { useApply } from "./useApply";

/** What will happen to the stock, one confirmation, and the receipt. */
export default function ApplyPage({ id }: { id: string }) {
  const job = useQuery({ queryKey: ["job", id], queryFn: () => api.job(id) });
  const flow = useApply(id);
  const applied = job.data && (job.data.status === "applied" || job.data.status === "reversed");
  const done = flow.state.step === "done" || applied;
  const name = job.data ? jobName(job.data) : "";
  const title = done ? texts.apply.doneTitle(name) : texts.apply.title(name);
  if (flow.state.step === "done")
    return <Framed title={title}>{<ReceiptCard receipt={flow.state.receipt} fresh />}</Framed>;
  if (job.data === undefined) {
    return (
      <Framed title={texts.app.loading}>
        <QueryView query={job} what={texts.apply.what}>
          {() => null}
        </QueryView>
      </Framed>
    );
  }
  return <Framed title={title}>{applied ? <StoredReceipt id={id} /> : <Open job={job.data} flow={flow} />}</Framed>;
}

function Framed({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    // Another title is another page: it opens at its top, with the focus on its heading.
    <Page key={title} title={title} narrow>
      {children}
    </Page>
  );
}

function StoredReceipt({ id }: { id: string }) {
  const receipt = useQuery({ queryKey: keys.receipt(id), queryFn: () => api.receipt(id) });
  return (
    <QueryView query={receipt} what={texts.apply.receipt}>
      {(found) => <ReceiptCard receipt={found} />}
    </QueryView>
  );
}

function Open({ job, flow }: { job: Job; flow: ReturnType<typeof useApply> }) {
  const draft = useQuery({ queryKey: keys.draft(job.job_id), queryFn: () => api.draft(job.job_id), gcTime: 0 });
  return (
    <QueryView query={draft} what={texts.apply.what}>
      {(current) =>
        current.review_sha256 ? (
          <Plan draft={current} review={current.review_sha256} flow={flow} />
        ) : (
          <Unsaved id={job.job_id} />
        )
      }
    </QueryView>
  );
}

function Unsaved({ id }: { id: string }) {
  return (
    <Notice tone="info" title={texts.apply.unsaved} actions={<BackToReview id={id} />}>
      <p>{texts.apply.unsavedBody}</p>
    </Notice>
  );
}

interface PlanProps {
  draft: Draft;
  review: string;
  flow: ReturnType<typeof useApply>;
}

/** The preview is asked for again whenever the page is opened: stock moves. */
function Plan({ draft, review, flow }: PlanProps) {
  const id = draft.job.job_id;
  const preview = useQuery({
    queryKey: keys.preview(id, review),
    queryFn: () => api.preview(id, review),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <>
      <QueryView query={preview} what={texts.apply.what}>
        {(plan) => (
          <ApplyForm
            key={plan.plan_sha256}
            preview={plan}
            version={draft.version}
            flow={flow}
            onFresh={() => void preview.refetch().then(flow.again)}
          />
        )}
      </QueryView>
      {preview.isError && (
        <p>
          <BackToReview id={id} />
        </p>
      )}
    </>
  );
}

function BackToReview({ id }: { id: string }) {
  return (
    <Link className="button" href={`/invoices/${id}`}>
      {texts.apply.back}
    </Link>
  );
}
