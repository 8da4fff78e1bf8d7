import { useId } from "react";
import { Link } from "wouter";
import { Notice } from "../../components/Notice";
import { formatDate, formatMoney } from "../../lib/format";
import { texts } from "../../texts";
import type { Duplicate } from "../../types/contracts";

interface DuplicateNoticeProps {
  duplicate: Duplicate;
  reason: string;
  onReason: (reason: string) => void;
}

/** The same invoice is in stock already: in the foreground, with the way to the other one, and a reason asked for. */
export function DuplicateNotice({ duplicate, reason, onReason }: DuplicateNoticeProps) {
  const id = useId();
  const { applied_at, invoice_date, grand_total, currency } = duplicate;
  const date = applied_at?.slice(0, 10) ?? invoice_date;
  const on = date ? texts.apply.duplicateOn(formatDate(date)) : "";
  const total = grand_total ? texts.apply.duplicateTotal(formatMoney(grand_total, currency)) : "";
  return (
    <Notice
      tone="error"
      title={texts.apply.duplicate}
      actions={
        <Link className="button slim" href={`/invoices/${duplicate.job_id}/apply`}>
          {texts.apply.openOther}
        </Link>
      }
    >
      <p>{texts.apply.duplicateBody(on, total)}</p>
      <p className="soft small">
        {texts.errors.code}: <code>DUPLICATE_INVOICE</code>
      </p>
      <div className="field">
        <label htmlFor={id}>{texts.apply.duplicateReason}</label>
        <input
          id={id}
          className="input"
          placeholder={texts.review.reasonShort}
          maxLength={512}
          value={reason}
          onChange={({ target }) => onReason(target.value)}
        />
      </div>
    </Notice>
  );
}
