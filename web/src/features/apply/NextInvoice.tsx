import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Link } from "wouter";
import { api } from "../../lib/api";
import { jobName } from "../../lib/job";
import { keys } from "../../lib/queries";
import { queueAfter } from "../../lib/queueAfter";
import { texts } from "../../texts";
import type { Job } from "../../types/contracts";
import { isNowhere } from "./Decision";

interface NextInvoiceProps {
  /** The job that is done. */
  after: string;
  /** Enter goes on, without looking for the link. */
  takesFocus: boolean;
}

/** Which invoice comes next and how many are left, a key away. */
export function NextInvoice({ after, takesFocus }: NextInvoiceProps) {
  const jobs = useQuery({ queryKey: keys.openJobs, queryFn: api.openJobs, staleTime: 0 });
  if (jobs.data === undefined) return null; // the rest of the receipt does not depend on it
  const { next, needReview, ready } = queueAfter(jobs.data, after);
  return (
    <div className="next">
      <NextLink next={next} takesFocus={takesFocus} />
      <p className="soft small">{next ? texts.apply.left(needReview, ready) : texts.apply.noneLeft}</p>
    </div>
  );
}

function NextLink({ next, takesFocus }: { next: Job | undefined; takesFocus: boolean }) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (takesFocus && isNowhere(document.activeElement)) link.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  return (
    <Link
      ref={link}
      className="button primary"
      href={next ? `/invoices/${next.job_id}` : "/"}
      // The Ctrl+Enter that applied, still held down, is not another one.
      onKeyDown={(event: React.KeyboardEvent) => event.repeat && event.preventDefault()}
    >
      {next ? texts.apply.next : texts.apply.toInbox} {next && <span className="which">{jobName(next)}</span>}
      <span className="key" aria-hidden="true">
        ⏎
      </span>
    </Link>
  );
}
