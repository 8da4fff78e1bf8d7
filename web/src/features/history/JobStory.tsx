import { useState } from "react";
import { StateBadge } from "../../components/StateBadge";
import { formatClock, formatDate, formatMoney, formatTime } from "../../lib/format";
import { jobName, shownState } from "../../lib/job";
import { texts } from "../../texts";
import type { Job } from "../../types/contracts";
import { Story } from "./Story";

/** One invoice in a line, which unfolds into everything that happened to it. */
export function JobStory({ job }: { job: Job }) {
  const [open, setOpen] = useState(false);
  return (
    <li data-job={job.job_id}>
      <details className="job-story" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          <time dateTime={job.created_at} title={texts.history.uploaded(formatTime(job.created_at))}>
            {formatClock(job.created_at)}
          </time>
          <span className="who">
            <strong>{jobName(job)}</strong>
            <span className="soft small">{about(job)}</span>
          </span>
          <span className="number">{job.grand_total ? formatMoney(job.grand_total, job.currency) : ""}</span>
          <StateBadge state={shownState(job)} />
        </summary>
        {open && <Story job={job} />}
      </details>
    </li>
  );
}

function about({ vendor_name, invoice_date, invoice_number, name, document_type }: Job): string {
  const facts = [
    vendor_name,
    document_type === "credit_note" && texts.history.document.credit_note,
    invoice_date && formatDate(invoice_date),
    invoice_number && name,
  ];
  return facts.filter(Boolean).join(" · ");
}
