import { memo, useRef } from "react";
import { Link } from "wouter";
import { JobActions } from "../../components/JobActions";
import { JobState } from "../../components/JobState";
import { ProblemLine } from "../../components/Said";
import { formatDate, formatMoney } from "../../lib/format";
import { isReadable, jobName, needsAnotherFile, needsVendor } from "../../lib/job";
import { isActive } from "../../lib/poll";
import { texts } from "../../texts";
import type { Job } from "../../types/contracts";
import { AnotherFile } from "./AnotherFile";
import { focusBeside, onRowKey } from "./rowKeys";

const { columns } = texts.inbox;

/** One row a job; a failed one says below itself what happened and what to do. */
export function JobTable({ jobs }: { jobs: readonly Job[] }) {
  const busy = jobs.some(({ status }) => status === "running");
  return (
    <table className="table stacks jobs" role="table" aria-label={texts.inbox.jobs} onKeyDown={onRowKey}>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col">{columns.invoice}</th>
          <th scope="col">{columns.date}</th>
          <th scope="col" className="number">
            {columns.lines}
          </th>
          <th scope="col" className="number">
            {columns.total}
          </th>
          <th scope="col">{columns.state}</th>
          <th scope="col">{columns.problems}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {jobs.map((job) => (
          <JobRow key={job.job_id} job={job} busy={busy && job.status === "queued"} />
        ))}
      </tbody>
    </table>
  );
}

/** Drawn again only when the job has changed: the list is asked for every second while one of two hundred moves. */
const JobRow = memo(function JobRow({ job, busy }: { job: Job; busy: boolean }) {
  const name = jobName(job);
  const row = useRef<HTMLTableRowElement>(null);
  return (
    <tr ref={row} role="row" data-job={job.job_id} data-status={job.status}>
      <td role="cell">
        <Link className="rowlink" href={`/invoices/${job.job_id}`} aria-label={texts.inbox.open(name)}>
          {name}
        </Link>
        <span className="sub">{job.vendor_name ?? (isReadable(job) ? texts.inbox.noVendor : "")}</span>
      </td>
      <td role="cell" className="date">
        {job.invoice_date ? formatDate(job.invoice_date) : ""}
      </td>
      <td role="cell" className="number line-count">
        {job.line_count ?? ""}
      </td>
      <td role="cell" className="number total">
        {job.grand_total ? formatMoney(job.grand_total, job.currency) : ""}
      </td>
      <td role="cell" className="state">
        <JobState job={job} busy={busy} />
      </td>
      <td role="cell" className="wide">
        <ToDo job={job} onDiscarded={() => focusBeside(row.current)} />
      </td>
    </tr>
  );
});

function ToDo({ job, onDiscarded }: { job: Job; onDiscarded: () => void }) {
  const lost = job.status === "awaiting_upload" && !isActive(job, Date.now());
  if (!job.error && !lost) return <span className="small soft">{todo(job)}</span>;
  return (
    <div className="failure small">
      {job.error ? <ProblemLine problem={job.error} /> : texts.inbox.waitsForFile}
      <JobActions job={job} onDiscarded={onDiscarded}>
        {needsVendor(job) && <ChooseVendor job={job} />}
        {(lost || needsAnotherFile(job)) && <AnotherFile job={job} />}
      </JobActions>
    </div>
  );
}

/** The job's own page asks whose invoice it is. */
function ChooseVendor({ job }: { job: Job }) {
  return (
    <Link
      className="button slim"
      href={`/invoices/${job.job_id}`}
      aria-label={`${texts.review.chooseVendor}: ${jobName(job)}`}
    >
      {texts.review.chooseVendor}
    </Link>
  );
}

function todo(job: Job): string {
  const { status, findings, review_version, unmapped = 0, line_count = 0 } = job;
  if (status !== "parsed") return "";
  const parts = [
    findings?.error ? texts.inbox.errors(findings.error) : "",
    // What is remembered of the vendor's articles is laid over the lines when the review is opened, not before.
    review_version === 0 ? texts.inbox.toCheck(line_count) : unmapped ? texts.inbox.unmapped(unmapped) : "",
    findings?.warning ? texts.inbox.warnings(findings.warning) : "",
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(" · ") : texts.inbox.nothingToDo;
}
