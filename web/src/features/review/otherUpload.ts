/** Which other upload carries the number of this invoice. Pure. */
import type { Invoice, Job } from "../../types/contracts";

/** States in which another upload of the number matters: what was reversed or never read counts nothing twice. */
export const MATTERS = ["parsed", "applying", "applied"] as const;

/** The other upload of the same invoice, one that is applied before any other; the jobs are the vendor's. */
export function otherUpload(
  jobs: readonly Job[],
  { job_id }: Pick<Job, "job_id">,
  { document_type, invoice_number }: Pick<Invoice, "document_type" | "invoice_number">,
): Job | undefined {
  const number = normalised(invoice_number);
  const others = jobs.filter(
    (job) =>
      job.job_id !== job_id &&
      MATTERS.some((status) => status === job.status) &&
      job.document_type === document_type &&
      normalised(job.invoice_number ?? "") === number,
  );
  return others.find(({ status }) => status !== "parsed") ?? others[0];
}

/** A number as the server compares it: in capitals, without spaces and leading zeros. */
function normalised(number: string): string {
  return number.normalize("NFKC").toUpperCase().replace(/\s+/g, "").replace(/^0+/, "") || "0";
}
