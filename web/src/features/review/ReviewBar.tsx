import { useState } from "react";
import { Link, useLocation } from "wouter";
import { Icon } from "../../components/Icon";
import { Notice, ProblemNotice } from "../../components/Notice";
import { PageTitle } from "../../components/Page";
import { StateBadge } from "../../components/StateBadge";
import { formatTime } from "../../lib/format";
import { problemOf } from "../../lib/http";
import { shownState } from "../../lib/job";
import { texts } from "../../texts";
import type { Draft, ReviewSaved } from "../../types/contracts";
import { lacksReason, overrideOf } from "./decisions";
import type { FieldIssues } from "./useFieldIssues";
import type { useReview } from "./useReview";

interface ReviewBarProps {
  draft: Draft;
  state: ReturnType<typeof useReview>;
  issues: FieldIssues;
  locked: boolean;
}

/** Which invoice this is, how its review stands, and the two things to do with it: save, apply. */
export function ReviewBar({ draft, state, issues, locked }: ReviewBarProps) {
  const { invoice, job, version } = draft;
  const title = invoice.document_type === "credit_note" ? texts.review.creditNote : texts.review.title;
  const where = state.dirty ? texts.review.dirty(version) : texts.review.clean(version);
  return (
    <div className="review-bar">
      <div className="review-title">
        <Link href="/" className="back small">
          <Icon name="left" /> {texts.review.back}
        </Link>
        <PageTitle title={title(invoice.invoice_number)} />
        <StateBadge state={shownState(job)} />
      </div>
      <div className="row">
        <span className="soft small" role="status">
          {state.save.isPending ? texts.review.saving : where}
        </span>
        <Actions draft={draft} state={state} issues={issues} locked={locked} />
      </div>
      <Messages draft={draft} state={state} issues={issues} />
    </div>
  );
}

function Actions({ draft, state, issues, locked }: ReviewBarProps) {
  const [, navigate] = useLocation();
  const [stopped, setStopped] = useState(false);
  const applyPath = `/invoices/${draft.job.job_id}/apply`;
  if (locked) {
    return (
      <Link className="button primary" href={applyPath}>
        {texts.review.receipt}
      </Link>
    );
  }
  const { review, save, dirty } = state;
  const waits = save.isPending || unfinished(state, issues) > 0;
  const goOn = async () => {
    if (!dirty && draft.version > 0) return navigate(applyPath);
    const saved = await save.mutateAsync(review).catch(() => null);
    const open = saved !== null && showFirstOpen(saved);
    setStopped(open);
    if (saved && !open) navigate(applyPath);
  };
  return (
    <>
      {stopped && <span className="wrong">{texts.review.notYet}</span>}
      <button
        type="button"
        className="button"
        disabled={waits || (!dirty && draft.version > 0)}
        onClick={() => save.mutate(review)}
      >
        {texts.review.save}
      </button>
      <button type="button" className="button primary" disabled={waits} onClick={() => void goOn()}>
        {texts.review.apply}
      </button>
    </>
  );
}

function Messages({ draft, state, issues }: Omit<ReviewBarProps, "locked">) {
  const { save } = state;
  const open = unfinished(state, issues);
  const conflict = save.isError && problemOf(save.error).code === "REVIEW_CONFLICT";
  return (
    <>
      {save.isError && (
        <ProblemNotice
          error={save.error}
          title={texts.review.saveFailed}
          actions={
            conflict && (
              <button type="button" className="button slim" onClick={() => location.reload()}>
                {texts.review.conflictReload}
              </button>
            )
          }
        />
      )}
      {open > 0 && <p className="wrong">{texts.review.fixFirst(open)}</p>}
      <KeptDraft draft={draft} state={state} />
    </>
  );
}

/** Unsaved changes of an earlier visit: back in the fields, or offered when somebody saved another version since. */
function KeptDraft({ draft, state }: Pick<ReviewBarProps, "draft" | "state">) {
  const { kept, dirty, takeKept, discard } = state;
  if (kept === null || draft.job.status !== "parsed") return null;
  const isBack = kept.version === draft.version;
  if (isBack && !dirty) return null;
  const at = formatTime(kept.at);
  return (
    <Notice
      tone={isBack ? "info" : "warning"}
      title={isBack ? texts.review.restored(at) : texts.review.overtaken(at, draft.version)}
      actions={
        <>
          {!isBack && (
            <button type="button" className="button slim" onClick={takeKept}>
              {texts.review.takeDraft}
            </button>
          )}
          <button type="button" className="button slim" onClick={discard}>
            {texts.review.discardDraft}
          </button>
        </>
      }
    />
  );
}

/** Fields that hold no usable value, and lines that wait for a reason. */
function unfinished({ review }: ReturnType<typeof useReview>, issues: FieldIssues): number {
  return issues.count + Object.values(review.lines).filter(lacksReason).length;
}

/** Brings the first thing for which apply would be refused into view; false when there is none. */
function showFirstOpen({ unmapped, findings, review }: ReviewSaved): boolean {
  const [line] = unmapped;
  const error = findings.some((finding) => finding.severity === "error" && !overrideOf(review, finding));
  if (line === undefined && !error) return false;
  const target = line === undefined ? ".finding.error button" : `[data-line="${CSS.escape(line)}"] [role="combobox"]`;
  document.querySelector<HTMLElement>(target)?.focus();
  return true;
}
