/** The history as a table for a spreadsheet: codes and moments as they are, words in the page's language. */
import type { Cell } from "../../lib/csv";
import { shownState } from "../../lib/job";
import { texts } from "../../texts";
import type { Job } from "../../types/contracts";

export function historyTable(jobs: readonly Job[]): Cell[][] {
  return [Object.values(texts.history.csv), ...jobs.map(row)];
}

function row(job: Job): Cell[] {
  return [
    job.job_id,
    job.name,
    job.created_at,
    job.vendor_name ?? job.vendor_id ?? "",
    job.document_type ? texts.history.document[job.document_type] : "",
    job.invoice_number ?? "",
    job.invoice_date ?? "",
    job.line_count === undefined ? "" : { number: String(job.line_count) },
    job.grand_total === undefined ? "" : { number: job.grand_total },
    job.currency ?? "",
    texts.state[shownState(job)],
    { number: String(job.review_version) },
    job.applied_at ?? "",
    job.reversed_at ?? "",
    job.error?.code ?? "",
  ];
}
