import { Link } from "wouter";
import { Notice } from "../../components/Notice";
import { StateBadge } from "../../components/StateBadge";
import { isReadable, shownState } from "../../lib/job";
import { texts } from "../../texts";
import type { Job } from "../../types/contracts";

/** A job that is not where it could be applied: read again, failed, discarded. */
export function NotNow({ job }: { job: Job }) {
  const away = isReadable(job) ? (
    <Link className="button" href={`/invoices/${job.job_id}`}>
      {texts.apply.back}
    </Link>
  ) : (
    <Link className="button" href="/">
      {texts.apply.toInbox}
    </Link>
  );
  return (
    <Notice tone="info" title={texts.apply.notNow} actions={away}>
      <p>
        <StateBadge state={shownState(job)} />
      </p>
      <p>{texts.apply.notNowBody}</p>
    </Notice>
  );
}
