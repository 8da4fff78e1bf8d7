import { useState } from "react";
import { Icon, type IconName } from "../../components/Icon";
import { FindingText } from "../../components/Said";
import { isReason, LONGEST_REASON } from "../../lib/reason";
import { findingSaid } from "../../lib/said";
import { texts } from "../../texts";
import type { ReadingFinding, ReviewInput } from "../../types/contracts";
import { override, overrideOf } from "./decisions";
import { findingKey } from "./problems";
import { ofFinding, useSelection } from "./selection";
import type { Change } from "./useReview";

interface FindingsProps {
  findings: readonly ReadingFinding[];
  review: ReviewInput;
  /** Whether values were corrected since: the findings are of the version before. */
  unchecked: boolean;
  change: Change;
  locked: boolean;
}

const ICONS: Record<ReadingFinding["severity"], IconName> = { error: "error", warning: "warning", info: "info" };
const ORDER = ["error", "warning", "info"];

/** What does not add up or looks odd, the gravest first. */
export function Findings({ findings, unchecked, ...rest }: FindingsProps) {
  const sorted = [...findings].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  return (
    <section aria-labelledby="findings">
      <h2 id="findings" className="hidden-visually">
        {texts.review.findings}
      </h2>
      {unchecked && <p className="soft small">{texts.review.unchecked}</p>}
      {sorted.length === 0 ? (
        !unchecked && (
          <p className="all-well">
            <Icon name="check" /> {texts.review.noFindings}
          </p>
        )
      ) : (
        <ul className="findings">
          {sorted.map((finding) => (
            <FindingRow key={keyOf(finding)} finding={finding} {...rest} />
          ))}
        </ul>
      )}
    </section>
  );
}

function FindingRow({
  finding,
  review,
  change,
  locked,
}: { finding: ReadingFinding } & Omit<FindingsProps, "findings" | "unchecked">) {
  const { select, sources } = useSelection();
  const accepted = overrideOf(review, finding);
  const severity = texts.review.severity[finding.severity];
  return (
    <li className={`finding ${accepted ? "accepted" : finding.severity}`}>
      <span className="severity">
        <Icon name={accepted ? "check" : ICONS[finding.severity]} /> {severity}
      </span>
      <div>
        <button
          type="button"
          className="value"
          data-problem={findingKey(finding)}
          aria-label={texts.review.show(findingSaid(finding).join(": "))}
          onClick={() => select(ofFinding(finding, sources))}
        >
          <FindingText finding={finding} />
        </button>{" "}
        <code className="soft">{finding.code}</code>
        {accepted && <p className="small">{texts.review.overridden(accepted.reason)}</p>}
      </div>
      {finding.severity === "error" && !locked && (
        <Acceptance finding={finding} accepted={accepted !== undefined} change={change} />
      )}
    </li>
  );
}

interface AcceptanceProps {
  finding: ReadingFinding;
  accepted: boolean;
  change: Change;
}

/** Lets an error stand, for a reason; or takes that back. */
function Acceptance({ finding, accepted, change }: AcceptanceProps) {
  const [reason, setReason] = useState<string | null>(null);
  const set = (value: string | null) => change((review) => override(review, finding, value));
  if (accepted || reason === null) {
    return (
      <button type="button" className="button slim" onClick={() => (accepted ? set(null) : setReason(""))}>
        {accepted ? texts.review.undoOverride : texts.review.override}
      </button>
    );
  }
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (!isReason(reason)) return;
    set(reason.trim());
    setReason(null);
  };
  return (
    <form className="acceptance" onSubmit={submit}>
      <input
        className="input slim"
        // biome-ignore lint/a11y/noAutofocus: the field appears because its button was pressed
        autoFocus
        aria-label={texts.review.overrideLabel(finding.code)}
        placeholder={texts.review.reasonShort}
        maxLength={LONGEST_REASON}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <button type="submit" className="button slim" disabled={!isReason(reason)}>
        {texts.review.override}
      </button>
      <button type="button" className="button slim quiet" onClick={() => setReason(null)}>
        {texts.app.cancel}
      </button>
    </form>
  );
}

function keyOf({ code, path, line_ids, message }: ReadingFinding): string {
  return [code, path, line_ids.join(), message].join(" ");
}
