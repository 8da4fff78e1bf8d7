import { Link } from "wouter";
import { Icon } from "../../components/Icon";
import { texts } from "../../texts";
import type { Neighbours } from "./neighbours";

/** "‹ 1 of 7 ›": the invoices that need review, one after the other. */
export function QueueLinks({ found }: { found: Neighbours | null }) {
  if (found === null || found.next === undefined) return null;
  const { place, of, previous, next } = found;
  return (
    <nav className="queue small" aria-label={texts.reader.queue}>
      {previous && (
        <Link
          href={`/invoices/${previous.job_id}`}
          className="button slim quiet"
          title={texts.reader.previousInvoice}
          aria-label={texts.reader.previousInvoice}
        >
          <Icon name="left" />
        </Link>
      )}
      <span className="soft">{place === null ? texts.reader.queueOthers(of) : texts.reader.queuePlace(place, of)}</span>
      <Link
        href={`/invoices/${next.job_id}`}
        className="button slim quiet"
        title={texts.reader.nextInvoice}
        aria-label={texts.reader.nextInvoice}
      >
        <Icon name="right" />
      </Link>
    </nav>
  );
}
