import type { RefObject } from "react";
import { Link } from "wouter";
import { Notice } from "../../components/Notice";
import { CodeLink } from "../../components/Said";
import { formatDate, formatMoney, formatTime } from "../../lib/format";
import { texts } from "../../texts";
import type { Duplicate, Job } from "../../types/contracts";
import { differsInTotal } from "./plan";
import { ReasonField } from "./ReasonField";

interface DuplicateNoticeProps {
  job: Job;
  duplicate: Duplicate;
  /** Where the reason is written. */
  field: RefObject<HTMLInputElement | null>;
  reason: string;
  onReason: (reason: string) => void;
}

/** The same invoice is in stock already: both side by side, the way to the other one, and a reason asked for. */
export function DuplicateNotice({ job, duplicate, field, reason, onReason }: DuplicateNoticeProps) {
  const open = (
    <Link className="button slim" href={`/invoices/${duplicate.job_id}/apply`}>
      {texts.apply.openOther}
    </Link>
  );
  return (
    <Notice tone="error" title={texts.apply.duplicate} actions={open}>
      <p>{texts.apply.duplicateBody}</p>
      <SideBySide job={job} duplicate={duplicate} />
      {differsInTotal(job, duplicate) && <p>{texts.apply.duplicateDiffers}</p>}
      <p className="soft small">
        <CodeLink code="DUPLICATE_INVOICE" />
      </p>
      <ReasonField field={field} label={texts.apply.duplicateReason} reason={reason} onReason={onReason} />
    </Notice>
  );
}

function SideBySide({ job, duplicate }: Pick<DuplicateNoticeProps, "job" | "duplicate">) {
  const rows: [label: string, mine: string, other: string][] = [
    [texts.apply.duplicateDate, date(job.invoice_date), date(duplicate.invoice_date)],
    [texts.apply.duplicateTotal, total(job), total(duplicate)],
    [
      texts.apply.duplicateApplied,
      texts.apply.notApplied,
      duplicate.applied_at === undefined ? "–" : formatTime(duplicate.applied_at),
    ],
  ];
  return (
    <table className="versus">
      <thead>
        <tr>
          <td />
          <th scope="col">{texts.apply.duplicateThis}</th>
          <th scope="col">{texts.apply.duplicateOther}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, mine, other]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{mine}</td>
            <td>{other}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function date(day: string | undefined): string {
  return day === undefined ? "–" : formatDate(day);
}

function total({ grand_total, currency }: Pick<Duplicate, "grand_total" | "currency">): string {
  return grand_total === undefined ? "–" : formatMoney(grand_total, currency);
}
