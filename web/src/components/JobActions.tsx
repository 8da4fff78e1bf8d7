import { type ReactNode, useState } from "react";
import { api } from "../lib/api";
import { isRetryable, jobName } from "../lib/job";
import { useJobMove } from "../lib/useJobMove";
import { texts } from "../texts";
import type { Job } from "../types/contracts";
import { ConfirmDialog } from "./ConfirmDialog";
import { ProblemNotice } from "./Notice";

interface JobActionsProps {
  job: Job;
  /** Told once the job is off the list. */
  onDiscarded?: () => void;
  children?: ReactNode;
}

/** What can be done about a job that was not read: another attempt, or off the list. */
export function JobActions({ job, onDiscarded, children }: JobActionsProps) {
  const name = jobName(job);
  const retry = useJobMove(() => api.retry(job.job_id));
  return (
    <>
      <div className="row">
        {isRetryable(job) && (
          <button
            type="button"
            className="button slim"
            aria-label={texts.inbox.retry(name)}
            disabled={retry.isPending}
            onClick={() => retry.mutate()}
          >
            {texts.app.retry}
          </button>
        )}
        {children}
        <Discard job={job} onDiscarded={onDiscarded} />
      </div>
      {retry.isError && <ProblemNotice error={retry.error} title={texts.inbox.notMoved(name)} />}
    </>
  );
}

function Discard({ job, onDiscarded }: Pick<JobActionsProps, "job"> & { onDiscarded: (() => void) | undefined }) {
  const name = jobName(job);
  const [asking, setAsking] = useState(false);
  const discard = useJobMove(() => api.discard(job.job_id));
  return (
    <>
      <button
        type="button"
        className="button slim quiet"
        aria-label={texts.inbox.discardNamed(name)}
        onClick={() => setAsking(true)}
      >
        {texts.inbox.discard}
      </button>
      {asking && (
        <ConfirmDialog
          title={texts.inbox.discardTitle(name)}
          confirm={texts.inbox.discard}
          keep={texts.inbox.keep}
          busy={discard.isPending}
          onConfirm={() => discard.mutate(undefined, { onSuccess: () => onDiscarded?.() })}
          onClose={() => setAsking(false)}
        >
          <p>{texts.inbox.discardBody}</p>
          {discard.isError && <ProblemNotice error={discard.error} title={texts.inbox.notMoved(name)} />}
        </ConfirmDialog>
      )}
    </>
  );
}
