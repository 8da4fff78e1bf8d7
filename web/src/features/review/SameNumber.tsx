import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { Notice } from "../../components/Notice";
import { api } from "../../lib/api";
import { formatTime } from "../../lib/format";
import { keys } from "../../lib/queries";
import { texts } from "../../texts";
import type { Draft, ReviewInput } from "../../types/contracts";
import { valueNow } from "./corrected";
import { MATTERS, otherUpload } from "./otherUpload";

interface SameNumberProps {
  draft: Draft;
  review: ReviewInput;
}

/** That the vendor's number was uploaded before: said before the lines are gone through, not after. */
export function SameNumber({ draft: { job, invoice }, review }: SameNumberProps) {
  const vendor = invoice.vendor?.id ?? review.vendor_id ?? "";
  const number = valueNow(invoice.invoice_number, review.corrections, "/invoice_number") ?? "";
  const found = useQuery({
    queryKey: keys.sameNumber(vendor, number),
    // The newest two thousand of the vendor are looked through; what is applied refuses any other itself.
    queryFn: ({ signal }) =>
      api.jobs({ vendor, q: number.trim().replace(/^0+/, ""), status: MATTERS.join(",") }, signal),
    enabled: vendor !== "" && number !== "",
  });
  const other = found.data && otherUpload(found.data.jobs, job, { ...invoice, invoice_number: number });
  if (other === undefined) return null;
  const { applied_at } = other;
  const open = (
    <Link className="button slim" href={`/invoices/${other.job_id}`}>
      {texts.apply.openOther}
    </Link>
  );
  return (
    <Notice tone={applied_at ? "warning" : "info"} title={texts.review.sameNumber} actions={open}>
      <p>{applied_at ? texts.review.sameNumberApplied(formatTime(applied_at)) : texts.review.sameNumberUnapplied}</p>
    </Notice>
  );
}
