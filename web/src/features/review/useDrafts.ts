import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { Draft, ReviewInput } from "../../types/contracts";
import { sameDecisions } from "./decisions";
import { forgetDraft, type LocalDraft, recallDrafts, rememberDraft, THIS_WINDOW } from "./localDraft";
import type { Others } from "./windows";

/** How long a window that is still open has to answer before its draft counts as left behind. */
const ANSWER_MS = 250;

/**
 * Keeps every step in the browser until it is saved. What this window left a moment ago is put back at once; what a
 * window left that is gone (closed, killed) is offered.
 */
export function useDrafts(
  draft: Draft,
  review: ReviewInput,
  dirty: boolean,
  others: Others,
  bring: (base: ReviewInput, mine: ReviewInput) => void,
  past: boolean,
) {
  const { job, version } = draft;
  const id = job.job_id;
  const [left, setLeft] = useState<LocalDraft[] | null>(null);
  const [asked, setAsked] = useState(false);
  const [restored, setRestored] = useState<string | null>(null);
  const take = useEffectEvent((found: LocalDraft[]) => {
    const own = found.find(({ window }) => window === THIS_WINDOW);
    setLeft(found.filter((kept) => kept !== own && !sameDecisions(kept.review, draft.review)));
    if (own && !sameDecisions(own.review, draft.review)) {
      bring(own.base, own.review);
      setRestored(own.at);
    }
  });
  useEffect(() => {
    if (past) return;
    let over = false;
    void recallDrafts(id, draft.review.reading_sha256).then((found) => !over && take(found));
    const timer = setTimeout(() => setAsked(true), ANSWER_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [id, draft.review.reading_sha256, past]);
  useKeeping(draft, review, dirty, left !== null);
  const offers = asked ? (left ?? []).filter(({ window }) => !others.open.has(window)) : [];
  const drop = (offer: LocalDraft) => {
    setLeft((before) => before?.filter((other) => other !== offer) ?? null);
    void forgetDraft(offer);
  };
  return {
    /** The newest draft of a window that is gone. */
    offer: offers[0] ?? null,
    restore: (offer: LocalDraft) => {
      bring(offer.base, offer.review);
      drop(offer);
    },
    drop,
    /** When the decisions were made that came back by themselves. */
    restored: dirty ? restored : null,
    version,
  };
}

/** Writes what is unsaved, and removes it once it is saved or taken back; not before what was kept has been read. */
function useKeeping(draft: Draft, review: ReviewInput, dirty: boolean, ready: boolean): void {
  const { version } = draft;
  const job = draft.job.job_id;
  const written = useRef<number | null>(null);
  const base = useEffectEvent(() => draft.review);
  useEffect(() => {
    if (!ready) return;
    const before = written.current;
    if (dirty) {
      written.current = version;
      void rememberDraft({ job, version, base: base(), review });
    }
    if (before !== null && (!dirty || before !== version))
      void forgetDraft({ job, version: before, window: THIS_WINDOW });
    if (!dirty) {
      written.current = null;
      void forgetDraft({ job, version, window: THIS_WINDOW });
    }
  }, [ready, dirty, review, version, job]);
}
