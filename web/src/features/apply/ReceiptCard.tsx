import { Link } from "wouter";
import { Icon } from "../../components/Icon";
import { formatCount, formatTime } from "../../lib/format";
import { texts } from "../../texts";
import type { Job, Receipt } from "../../types/contracts";
import { ExcludedLines } from "./ExcludedLines";
import { NextInvoice } from "./NextInvoice";
import { PlanTable } from "./PlanTable";
import type { How } from "./ReceiptView";

interface ReceiptCardProps {
  job: Job;
  receipt: Receipt;
  how: How;
  reversed: boolean;
  onReverse: (() => void) | undefined;
}

/** What was done, for ever; struck through once it was taken back. */
export function ReceiptCard({ job, receipt, how, reversed, onReverse }: ReceiptCardProps) {
  const title = how === "before" ? texts.apply.already : texts.apply.done;
  return (
    <>
      <section className={reversed ? "receipt card struck" : "receipt card"} aria-labelledby="receipt">
        <div className="stamp" role="status">
          <Icon name={reversed ? "stop" : "check"} />
          <h2 id="receipt">{reversed ? <s>{title}</s> : title}</h2>
          {reversed && (
            <a className="small" href="#reversal">
              {texts.apply.toReversal}
            </a>
          )}
        </div>
        <Facts receipt={receipt} />
        <div className="row">
          <Link className="button slim" href={`/invoices/${job.job_id}`}>
            {texts.apply.viewInvoice}
          </Link>
          <MovementsLink receipt={receipt} />
          {onReverse && (
            <button type="button" className="button slim quiet" onClick={onReverse}>
              <Icon name="undo" /> {texts.apply.reverse}
            </button>
          )}
        </div>
      </section>
      {!reversed && <NextInvoice after={job.job_id} takesFocus={how !== "opened"} />}
      <h2>{texts.apply.receipt}</h2>
      {reversed && <p className="soft small">{texts.apply.struck}</p>}
      <PlanTable rows={receipt.rows} struck={reversed} />
      <ExcludedLines excluded={receipt.excluded} />
    </>
  );
}

function Facts({ receipt }: { receipt: Receipt }) {
  return (
    <dl className="slip">
      <dt>{texts.apply.when}</dt>
      <dd>{formatTime(receipt.applied_at)}</dd>
      <dt>{texts.apply.seq}</dt>
      <dd>{formatCount(receipt.seq)}</dd>
      <dt>{texts.apply.receiptId}</dt>
      <dd>
        <code data-receipt="">{receipt.apply_id}</code>
      </dd>
    </dl>
  );
}

/** One item's movements, or the whole inventory: each row of the receipt leads to its own item's. */
function MovementsLink({ receipt: { rows } }: { receipt: Receipt }) {
  const only = rows.length === 1 ? rows[0] : undefined;
  return (
    <Link className="button slim" href={only ? `/inventory/${encodeURIComponent(only.item)}` : "/inventory"}>
      {only ? texts.apply.viewMovements : texts.apply.viewInventory}
    </Link>
  );
}
