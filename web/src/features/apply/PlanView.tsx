import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { Notice } from "../../components/Notice";
import { QueryView } from "../../components/QueryView";
import { api } from "../../lib/api";
import { ApiProblem } from "../../lib/http";
import { keys } from "../../lib/queries";
import { texts } from "../../texts";
import type { Draft } from "../../types/contracts";
import { ApplyForm } from "./ApplyForm";
import { Rejected } from "./Rejected";
import type { ApplyFlow } from "./useApply";
import { usePlan } from "./usePlan";

/** The plan of the newest saved review. */
export function PlanView({ id, flow }: { id: string; flow: ApplyFlow }) {
  const draft = useQuery({ queryKey: keys.draft(id), queryFn: () => api.draft(id), gcTime: 0 });
  return (
    <QueryView query={draft} what={texts.apply.what}>
      {(current) =>
        current.review_sha256 ? (
          <Plan draft={current} review={current.review_sha256} flow={flow} />
        ) : (
          <Notice tone="info" title={texts.apply.unsaved} actions={<BackToReview id={id} />}>
            <p>{texts.apply.unsavedBody}</p>
          </Notice>
        )
      }
    </QueryView>
  );
}

interface PlanProps {
  draft: Draft;
  review: string;
  flow: ApplyFlow;
}

/** The preview is asked for again whenever the page is opened: stock moves. */
function Plan({ draft, review, flow }: PlanProps) {
  const id = draft.job.job_id;
  const { preview, stale, refreshing } = usePlan(id, review, flow);
  if (isRefusal(preview.error)) return <Rejected error={preview.error} actions={<BackToReview id={id} />} />;
  return (
    <QueryView query={preview} what={texts.apply.what}>
      {(plan) => (
        // Another plan is another decision: it is ticked anew.
        <ApplyForm
          key={plan.plan_sha256}
          draft={draft}
          preview={plan}
          stale={stale}
          refreshing={refreshing}
          flow={flow}
        />
      )}
    </QueryView>
  );
}

function BackToReview({ id }: { id: string }) {
  return (
    <Link className="button" href={`/invoices/${id}`}>
      {texts.apply.back}
    </Link>
  );
}

/** The server said no, and not merely nothing. */
function isRefusal(error: unknown): boolean {
  return error instanceof ApiProblem && !error.outcomeUnknown;
}
