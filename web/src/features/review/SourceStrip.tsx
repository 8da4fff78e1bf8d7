import { isOnPage } from "../../lib/boxes";
import { shownValue } from "../../lib/fieldValue";
import { textAt } from "../../lib/pointer";
import { texts } from "../../texts";
import type { Reading, ReadingSource, ReviewInput } from "../../types/contracts";
import { useSelection } from "./selection";

/** Where the selected value came from, in the printer's own words, and what it was read as. */
export function SourceStrip({ reading, review }: { reading: Reading; review: ReviewInput }) {
  const { selected } = useSelection();
  if (selected === null) return <p className="source soft small">{texts.review.sourceHint}</p>;
  const at = selected.pointer;
  const read = at && textAt(reading.invoice, at);
  const corrected = at && review.corrections[at];
  return (
    <div className="source small" role="status">
      <p>
        {selected.sources.length === 0 ? texts.review.sourceNone : selected.sources.map(placeOf).join(" · ")}
        {read && <span className="soft"> {texts.review.readAs(shownValue(at, read))}</span>}
        {at && corrected !== undefined && <strong> {correctedTo(at, corrected)}</strong>}
      </p>
    </div>
  );
}

function correctedTo(at: string, value: ReviewInput["corrections"][string]): string {
  return value === null ? texts.review.takenAway : texts.review.corrected(shownValue(at, String(value)));
}

function placeOf(source: ReadingSource): string {
  return isOnPage(source)
    ? texts.review.onPage(source.page, source.text)
    : texts.review.inAttachment(source.attachment, source.text);
}
