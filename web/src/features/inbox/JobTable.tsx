import { Link } from "wouter";
import { ProblemLine } from "../../components/Said";
import { StateBadge } from "../../components/StateBadge";
import { formatDate, formatMoney } from "../../lib/format";
import { isReadable, jobName, shownState } from "../../lib/job";
import { texts } from "../../texts";
import type { Job } from "../../types/contracts";

const { columns } = texts.inbox;

/** One row a job; a failed one says below itself what happened and what to do. */
export function JobTable({ jobs }: { jobs: readonly Job[] }) {
  return (
    <table className="table stacks jobs" role="table" aria-label={texts.inbox.jobs}>
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
          <JobRow key={job.job_id} job={job} />
        ))}
      </tbody>
    </table>
  );
}

function JobRow({ job }: { job: Job }) {
  return (
    <tr role="row" data-job={job.job_id}>
      <td role="cell">
        <JobName job={job} />
        <span className="sub">{job.vendor_name ?? (isReadable(job) ? texts.inbox.noVendor : "")}</span>
      </td>
      <td role="cell" className="date">
        {job.invoice_date ? formatDate(job.invoice_date) : ""}
      </td>
      <td role="cell" className="number lines">
        {job.line_count ?? ""}
      </td>
      <td role="cell" className="number total">
        {job.grand_total ? formatMoney(job.grand_total, job.currency) : ""}
      </td>
      <td role="cell" className="state">
        <StateBadge state={shownState(job)} />
      </td>
      <td role="cell" className="wide">
        {job.error ? <JobFailure error={job.error} /> : <span className="small soft">{todo(job)}</span>}
      </td>
    </tr>
  );
}

function JobName({ job }: { job: Job }) {
  const name = jobName(job);
  if (!isReadable(job)) return <span className="name">{name}</span>;
  return (
    <Link className="rowlink" href={`/invoices/${job.job_id}`} aria-label={texts.inbox.open(name)}>
      {name}
    </Link>
  );
}

function JobFailure({ error }: { error: NonNullable<Job["error"]> }) {
  return (
    <div className="failure small">
      <ProblemLine problem={error} />
    </div>
  );
}

function todo({ status, findings, review_version, unmapped = 0 }: Job): string {
  if (status !== "parsed") return "";
  const parts = [
    findings?.error ? texts.inbox.errors(findings.error) : "",
    // What is remembered of the vendor's articles is laid over the lines when the review is opened, not before.
    review_version === 0 ? texts.inbox.unreviewed : unmapped ? texts.inbox.unmapped(unmapped) : "",
    findings?.warning ? texts.inbox.warnings(findings.warning) : "",
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(" · ") : texts.inbox.nothingToDo;
}
