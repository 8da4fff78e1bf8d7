import { useMemo, useState } from "react";
import { isReadable } from "../../lib/job";
import { texts } from "../../texts";
import type { Draft, Reading } from "../../types/contracts";
import { Facts, Totals } from "./Facts";
import { Findings } from "./Findings";
import { LineGrid } from "./LineGrid";
import { PdfPane } from "./PdfPane";
import { ReviewBar } from "./ReviewBar";
import { SourceStrip } from "./SourceStrip";
import { ofValue, type Selection, SelectionScope } from "./selection";
import { Unread } from "./Unread";
import { useFieldIssues } from "./useFieldIssues";
import { useReview } from "./useReview";

/** The page of the PDF on one side; findings, facts, lines and totals on the other. */
export function Workspace({ draft, reading }: { draft: Draft; reading: Reading }) {
  const state = useReview(draft);
  const issues = useFieldIssues();
  const [selected, select] = useState<Selection | null>(null);
  const scope = useMemo(() => ({ selected, select, sources: reading.sources }), [selected, reading.sources]);
  const locked = draft.job.status !== "parsed";
  const { review, change } = state;
  const { invoice } = draft;
  return (
    <SelectionScope value={scope}>
      <div className="review">
        <ReviewBar draft={draft} state={state} issues={issues} locked={locked} />
        <div className="panes">
          <PdfPane
            id={draft.job.job_id}
            reading={reading}
            selected={selected}
            onPick={(at) => pick(at, reading, select)}
          />
          <div className="values">
            {locked && isReadable(draft.job) && <p className="soft">{texts.review.locked}</p>}
            <Findings findings={draft.findings} review={review} change={change} locked={locked} />
            <Facts invoice={invoice} />
            <SourceStrip reading={reading} invoice={invoice} review={review} change={change} locked={locked} />
            <LineGrid draft={draft} review={review} change={change} issues={issues} locked={locked} />
            <Totals invoice={invoice} />
            <Unread rows={reading.unread} />
          </div>
        </div>
      </div>
    </SelectionScope>
  );
}

/** A click on the page selects the value that was read there, and brings it into view. */
function pick(at: string, reading: Reading, select: (selection: Selection) => void): void {
  select(ofValue(at, reading.sources));
  const value = document.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(at)}"]`);
  value?.focus();
  value?.scrollIntoView({ block: "nearest" });
}
