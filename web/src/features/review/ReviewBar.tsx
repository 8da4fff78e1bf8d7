import { Link } from "wouter";
import { Icon } from "../../components/Icon";
import { Notice, ProblemNotice } from "../../components/Notice";
import { PageTitle } from "../../components/Page";
import { StateBadge } from "../../components/StateBadge";
import { formatTime } from "../../lib/format";
import { shownState } from "../../lib/job";
import { texts } from "../../texts";
import type { Draft, Job, Reading } from "../../types/contracts";
import type { Neighbours } from "./neighbours";
import { QueueLinks } from "./QueueLinks";
import { ReaderLine } from "./ReaderLine";
import { Reread } from "./Reread";
import type { FieldIssues } from "./useFieldIssues";
import type { ReviewState } from "./useReview";
import type { Steps } from "./useSteps";
import { VersionMenu } from "./VersionMenu";

interface ReviewBarProps {
  draft: Draft;
  reading: Reading;
  state: ReviewState;
  steps: Steps;
  issues: FieldIssues;
  locked: boolean;
  /** Whether it is an earlier version, only to be looked at. */
  past: boolean;
  found: Neighbours | null;
}

/** Which invoice this is, how its review stands, and the two things to do with it: save, apply. */
export function ReviewBar({ draft, reading, state, steps, issues, locked, past, found }: ReviewBarProps) {
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
        <QueueLinks found={found} />
      </div>
      <div className="row">
        <span className="soft small" role="status">
          {state.saving.pending ? texts.review.saving : where}
        </span>
        <VersionMenu job={job} shown={version} newest={past ? job.review_version : version} />
        {past ? <ToNewest job={job} /> : <Actions steps={steps} locked={locked} />}
      </div>
      <ReaderLine draft={draft} reading={reading} review={state.review} unsaved={state.dirty} locked={locked} />
      {past ? (
        <Notice tone="info" title={texts.reader.old(version, job.review_version)} />
      ) : (
        <Reread {...{ draft, reading }} />
      )}
      {!locked && <Messages draft={draft} state={state} issues={issues} />}
    </div>
  );
}

function ToNewest({ job }: { job: Job }) {
  return (
    <Link className="button primary" href={`/invoices/${job.job_id}`}>
      {texts.reader.toNewest}
    </Link>
  );
}

function Actions({ steps, locked }: Pick<ReviewBarProps, "steps" | "locked">) {
  if (locked) {
    return (
      <Link className="button primary" href={steps.applyPath}>
        {texts.review.receipt}
      </Link>
    );
  }
  return (
    <>
      {steps.stopped && <span className="wrong">{texts.review.notYet}</span>}
      <button type="button" className="button" disabled={steps.waits || !steps.unsaved} onClick={steps.save}>
        {texts.review.save}
      </button>
      <button type="button" className="button primary" disabled={steps.waits} onClick={steps.apply}>
        {texts.review.apply}
      </button>
    </>
  );
}

function Messages({ draft, state, issues }: Pick<ReviewBarProps, "draft" | "state" | "issues">) {
  const { saving } = state;
  const { brought } = saving;
  return (
    <>
      {saving.error !== null && <ProblemNotice error={saving.error} title={texts.review.saveFailed} />}
      {brought && <Notice tone="info" title={texts.review.brought(brought.version, brought.taken)} />}
      {issues.count > 0 && <p className="wrong">{texts.review.fixFirst(issues.count)}</p>}
      <OtherWindows draft={draft} state={state} />
      <KeptDraft draft={draft} state={state} />
    </>
  );
}

/** Another window over the same invoice: what it saved can be taken in before this one saves. */
function OtherWindows({ draft, state }: Pick<ReviewBarProps, "draft" | "state">) {
  const { open, saved } = state.others;
  if (saved !== null && saved > draft.version) {
    return (
      <Notice
        tone="warning"
        title={texts.review.savedElsewhere(saved)}
        actions={
          <button type="button" className="button slim" onClick={() => void state.saving.pull()}>
            {texts.review.pull}
          </button>
        }
      />
    );
  }
  return open.size > 0 ? <Notice tone="info" title={texts.review.openElsewhere} /> : null;
}

/** Unsaved decisions of an earlier visit: back already, or offered when they are of a window that is gone. */
function KeptDraft({ draft, state }: Pick<ReviewBarProps, "draft" | "state">) {
  const { offer, restored, restore, drop } = state.drafts;
  if (offer === null) return restored && <p className="soft small">{texts.review.restored(formatTime(restored))}</p>;
  const at = formatTime(offer.at);
  return (
    <Notice
      tone="info"
      title={offer.version === draft.version ? texts.review.offered(at) : texts.review.overtaken(at, draft.version)}
      actions={
        <>
          <button type="button" className="button slim" onClick={() => restore(offer)}>
            {texts.review.takeDraft}
          </button>
          <button type="button" className="button slim" onClick={() => drop(offer)}>
            {texts.review.discardDraft}
          </button>
        </>
      }
    />
  );
}
