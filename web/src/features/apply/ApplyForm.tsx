import { useMemo, useRef, useState } from "react";
import { Notice } from "../../components/Notice";
import { CodeLink, FindingText } from "../../components/Said";
import { isReason } from "../../lib/reason";
import { texts } from "../../texts";
import type { Draft, Preview, ReadingFinding } from "../../types/contracts";
import { Decision } from "./Decision";
import { DuplicateNotice } from "./DuplicateNotice";
import { ExcludedLines } from "./ExcludedLines";
import { PlanTable } from "./PlanTable";
import { findingsByItem } from "./plan";
import { Rejected } from "./Rejected";
import { InDoubt } from "./UnderWay";
import type { ApplyFlow } from "./useApply";
import type { Stale } from "./usePlan";

interface ApplyFormProps {
  draft: Draft;
  preview: Preview;
  stale: Stale | null;
  /** It was refused for being out of date: another plan is on its way. */
  refreshing: boolean;
  flow: ApplyFlow;
}

/** The plan, and the one button that carries it out. */
export function ApplyForm({ draft, preview, stale, refreshing, flow }: ApplyFormProps) {
  const [checked, setChecked] = useState(false);
  const [reason, setReason] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const { state } = flow;
  const { rows, excluded, duplicate } = preview;
  const { beside, alone } = useMemo(() => findingsByItem(rows, preview.findings), [rows, preview.findings]);
  const unknown = state.step === "unknown";
  const locked = state.step === "sending" || unknown || refreshing;
  const ready = !locked && checked && (!duplicate || isReason(reason));
  const apply = () => {
    if (ready) flow.apply(preview, duplicate && reason.trim());
    else field.current?.focus(); // all that may still be missing of a plan that is ticked: why it is applied again
  };
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    apply();
  };
  return (
    <form className="stack apply" onSubmit={submit}>
      <p className="soft" hidden={unknown}>
        {rows.length > 0 ? texts.apply.lead(rows.length, draft.version, excluded.length) : texts.apply.nothing}{" "}
        {texts.apply.once}
      </p>
      {stale && !unknown && <StaleNotice stale={stale} items={rows.length} />}
      {duplicate && (
        <DuplicateNotice job={draft.job} duplicate={duplicate} field={field} reason={reason} onReason={setReason} />
      )}
      <Oddities findings={alone} />
      <PlanTable rows={rows} findings={beside} {...(stale && { changed: stale.changed })} />
      <ExcludedLines excluded={excluded} />
      <div className="dock">
        {state.step === "refused" && !refreshing && <Rejected error={state.error} />}
        {unknown ? (
          <InDoubt why={state.why} title={texts.apply.unknown} onCheck={flow.checkNow} />
        ) : (
          <Decision
            job={preview.job_id}
            changes={rows.length}
            checked={checked}
            onChecked={setChecked}
            ready={ready}
            locked={locked}
            onApply={apply}
          />
        )}
      </div>
    </form>
  );
}

function StaleNotice({ stale, items }: { stale: Stale; items: number }) {
  if (stale.code !== "STALE_PREVIEW") return null; // the notice of the duplicate says it
  const { size } = stale.changed;
  return (
    <Notice tone="warning" title={size > 0 ? texts.apply.stale(size, items) : texts.apply.staleReview}>
      <p>
        {texts.apply.staleBody} <CodeLink code={stale.code} />
      </p>
    </Notice>
  );
}

function Oddities({ findings }: { findings: readonly ReadingFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <Notice tone="warning" title={texts.apply.findings}>
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.code} ${finding.line_ids.join()} ${finding.message}`}>
            <FindingText finding={finding} /> <CodeLink code={finding.code} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}
