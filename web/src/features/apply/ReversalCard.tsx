import { Icon } from "../../components/Icon";
import { formatTime } from "../../lib/format";
import { texts } from "../../texts";
import type { Receipt } from "../../types/contracts";

/** That the receipt below was taken back: when, why, and under which id. */
export function ReversalCard({ receipt }: { receipt: Receipt }) {
  const { reversed_at, reason, reverse_id } = receipt;
  return (
    <section id="reversal" className="receipt reversal card" aria-labelledby="reversed" tabIndex={-1}>
      <div className="stamp" role="status">
        <Icon name="undo" />
        <h2 id="reversed">{texts.apply.reversed}</h2>
      </div>
      <p>{texts.apply.reversedBody}</p>
      <dl className="slip">
        <dt>{texts.apply.when}</dt>
        <dd>{reversed_at && formatTime(reversed_at)}</dd>
        <dt>{texts.apply.reason}</dt>
        <dd>{reason}</dd>
        <dt>{texts.apply.reverseId}</dt>
        <dd>
          <code data-reversal="">{reverse_id}</code>
        </dd>
      </dl>
    </section>
  );
}
