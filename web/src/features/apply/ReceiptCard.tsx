import { Link } from "wouter";
import { Notice } from "../../components/Notice";
import { formatTime } from "../../lib/format";
import { texts } from "../../texts";
import type { Receipt } from "../../types/contracts";
import { ExcludedLines, PlanTable } from "./PlanTable";

/** What was done, for ever. `fresh` says that this page has just asked for it. */
export function ReceiptCard({ receipt, fresh = false }: { receipt: Receipt; fresh?: boolean }) {
  const repeated = !fresh || receipt.already_applied;
  return (
    <div className="stack apply">
      <Notice
        tone="good"
        title={repeated ? texts.apply.already : texts.apply.done}
        actions={
          <>
            <Link className="button slim" href="/inventory">
              {texts.apply.viewInventory}
            </Link>
            <Link className="button slim" href="/">
              {texts.apply.toInbox}
            </Link>
            <Link className="button slim" href={`/invoices/${receipt.job_id}`}>
              {texts.apply.back}
            </Link>
          </>
        }
      >
        <p>{texts.apply.receiptFacts(formatTime(receipt.applied_at), receipt.seq)}</p>
        <p className="soft small">
          {texts.apply.receiptId}: <code data-receipt="">{receipt.apply_id}</code>
        </p>
      </Notice>
      <h2>{texts.apply.receipt}</h2>
      <PlanTable rows={receipt.rows} />
      <ExcludedLines excluded={receipt.excluded} />
    </div>
  );
}
