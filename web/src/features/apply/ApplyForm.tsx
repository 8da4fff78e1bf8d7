import { useState } from "react";
import { Link } from "wouter";
import { Notice, ProblemNotice } from "../../components/Notice";
import { CodeLink, FindingText } from "../../components/Said";
import { texts } from "../../texts";
import type { Preview, ReadingFinding } from "../../types/contracts";
import { DuplicateNotice } from "./DuplicateNotice";
import { ExcludedLines, PlanTable } from "./PlanTable";
import type { useApply } from "./useApply";

const SHORTEST_REASON = 3;

interface ApplyFormProps {
  preview: Preview;
  version: number;
  flow: ReturnType<typeof useApply>;
  /** Asks for a new preview after this one was refused. */
  onFresh: () => void;
}

/** The plan, and the one button that carries it out. */
export function ApplyForm({ preview, version, flow, onFresh }: ApplyFormProps) {
  const [checked, setChecked] = useState(false);
  const [reason, setReason] = useState("");
  const { state } = flow;
  const count = preview.rows.length;
  const duplicate = preview.duplicate;
  const reasoned = !duplicate || reason.trim().length >= SHORTEST_REASON;
  const ready = state.step === "ready" && checked && reasoned;
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (ready) flow.apply(preview, duplicate && reason.trim());
  };
  return (
    <form className="stack apply" onSubmit={submit}>
      <p className="soft">{count > 0 ? texts.apply.lead(count, version) : texts.apply.nothing}</p>
      {duplicate && <DuplicateNotice duplicate={duplicate} reason={reason} onReason={setReason} />}
      <PreviewFindings findings={preview.findings} />
      <PlanTable rows={preview.rows} />
      <ExcludedLines excluded={preview.excluded} />
      <Outcome flow={flow} onFresh={onFresh} />
      <div className="decision card">
        <label className="check">
          <input
            type="checkbox"
            checked={checked}
            disabled={state.step !== "ready"}
            onChange={({ target }) => setChecked(target.checked)}
          />
          {texts.apply.confirm}
        </label>
        <p className="soft small">{texts.apply.once}</p>
        <div className="row">
          <Link className="button" href={`/invoices/${preview.job_id}`}>
            {texts.apply.back}
          </Link>
          <button type="submit" className="button primary" disabled={!ready} aria-busy={state.step === "sending"}>
            {state.step === "sending" ? texts.apply.applying : texts.apply.button(count)}
          </button>
        </div>
      </div>
    </form>
  );
}

/** What became of the request, as long as there is no receipt. */
function Outcome({ flow, onFresh }: { flow: ApplyFormProps["flow"]; onFresh: () => void }) {
  const { state } = flow;
  if (state.step === "unknown") {
    const check = (
      <button type="button" className="button slim" onClick={flow.checkNow}>
        {texts.apply.checkNow}
      </button>
    );
    return (
      <Notice tone="warning" title={texts.apply.unknown} actions={check}>
        <p>{texts.apply.unknownBody}</p>
      </Notice>
    );
  }
  if (state.step !== "refused") return null;
  const fresh = (
    <button type="button" className="button slim" onClick={onFresh}>
      {texts.apply.freshPreview}
    </button>
  );
  return <ProblemNotice error={state.error} title={texts.apply.refused} actions={fresh} />;
}

function PreviewFindings({ findings }: { findings: readonly ReadingFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <Notice tone="warning" title={texts.apply.findings}>
      <ul>
        {findings.map(({ code, message, line_ids }) => (
          <li key={`${code} ${line_ids.join()} ${message}`}>
            <FindingText finding={{ code, message }} /> <CodeLink code={code} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}
