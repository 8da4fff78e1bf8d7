import { useState } from "react";
import { isOnPage } from "../../lib/boxes";
import { readValue, shownValue, typeableValue } from "../../lib/fieldValue";
import { lineIndex, textAt } from "../../lib/pointer";
import { texts } from "../../texts";
import type { Invoice, Reading, ReadingSource, ReviewInput } from "../../types/contracts";
import { correct } from "./decisions";
import { fieldName } from "./Facts";
import { useSelection } from "./selection";
import type { Change } from "./useReview";

interface SourceStripProps {
  reading: Reading;
  invoice: Invoice;
  review: ReviewInput;
  change: Change;
  locked: boolean;
}

/** Where the selected value came from, in the printer's own words, and the way to correct it. */
export function SourceStrip({ reading, invoice, review, change, locked }: SourceStripProps) {
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
        {at && corrected !== undefined && <strong> {texts.review.corrected(shownValue(at, String(corrected)))}</strong>}
      </p>
      {at && read !== undefined && !locked && canCorrect(at) && (
        <Correction
          key={at}
          at={at}
          current={textAt(invoice, at) ?? read}
          corrected={corrected !== undefined}
          change={change}
        />
      )}
    </div>
  );
}

interface CorrectionProps {
  at: string;
  current: string;
  corrected: boolean;
  change: Change;
}

function Correction({ at, current, corrected, change }: CorrectionProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  if (typed === null) {
    return (
      <div className="row">
        <button type="button" className="button slim" onClick={() => setTyped(typeableValue(at, current))}>
          {texts.review.correct}
        </button>
        {corrected && (
          <button
            type="button"
            className="button slim quiet"
            onClick={() => change((review) => correct(review, at, undefined))}
          >
            {texts.review.correctUndo}
          </button>
        )}
      </div>
    );
  }
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    const result = readValue(at, typed);
    if ("wrong" in result) return setWrong(result.wrong);
    change((review) => correct(review, at, result.value));
    setTyped(null);
  };
  return (
    <form className="acceptance" onSubmit={submit}>
      <input
        className="input slim"
        // biome-ignore lint/a11y/noAutofocus: the field appears because its button was pressed
        autoFocus
        aria-label={texts.review.correctLabel(fieldName(at))}
        aria-invalid={wrong !== null}
        value={typed}
        maxLength={512}
        onChange={({ target }) => setTyped(target.value)}
      />
      <button type="submit" className="button slim">
        {texts.review.correctSet}
      </button>
      <button type="button" className="button slim quiet" onClick={() => setTyped(null)}>
        {texts.app.cancel}
      </button>
      <span className={wrong ? "wrong" : "soft"}>{wrong ?? texts.review.correctedNote}</span>
    </form>
  );
}

/** Who the vendor is decides which plugin read the page: that is not corrected value by value. */
function canCorrect(at: string): boolean {
  return lineIndex(at) !== null || !at.startsWith("/vendor/");
}

function placeOf(source: ReadingSource): string {
  return isOnPage(source)
    ? texts.review.onPage(source.page, source.text)
    : texts.review.inAttachment(source.attachment, source.text);
}
