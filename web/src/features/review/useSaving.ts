import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { api } from "../../lib/api";
import { problemOf } from "../../lib/http";
import { keys } from "../../lib/queries";
import type { Draft, ReviewInput, ReviewSaved } from "../../types/contracts";
import { decisionsOf } from "./decisions";
import { type Merge, merge, type Side, settled } from "./merge";
import type { Decisions } from "./useReview";

/** What two windows both changed, to be decided before anything is saved. */
export interface Conflict {
  result: Merge;
  /** The version to go on from; null when what clashes is a draft of this browser. */
  theirs: Draft | null;
  thenSave: boolean;
}

/** What the other side's version brought, when nothing had to be asked. */
export interface Brought {
  version: number;
  taken: number;
}

/**
 * Saves the newest decisions as the next version. When another version was saved meanwhile, both are merged and saved
 * over it; what both changed is asked about first.
 */
export function useSaving(draft: Draft, { newest, change, settle }: Decisions, onSaved: (version: number) => void) {
  const client = useQueryClient();
  const id = draft.job.job_id;
  const over = useRef(draft);
  const busy = useRef(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [brought, setBrought] = useState<Brought | null>(null);

  const take = useCallback(
    (theirs: Draft | null, merged: ReviewInput) => {
      if (theirs !== null) {
        over.current = theirs;
        client.setQueryData<Draft>(keys.draft(id), theirs);
      }
      change(() => merged);
    },
    [client, id, change],
  );

  /** Puts together what was made of `base` here and there; false when something must be asked first. */
  const bringTogether = useCallback(
    (result: Merge, theirs: Draft | null, thenSave: boolean): boolean => {
      if (result.clashes.length > 0) {
        setConflict({ result, theirs, thenSave });
        return false;
      }
      take(theirs, result.merged);
      if (theirs !== null && result.taken > 0) setBrought({ version: theirs.version, taken: result.taken });
      return true;
    },
    [take],
  );

  /** The decisions here, merged with a version that another window saved. */
  const mergeWith = useCallback(
    (theirs: Draft) => merge(decisionsOf(over.current.review), newest(), decisionsOf(theirs.review)),
    [newest],
  );

  const saved = useCallback(
    (sent: ReviewInput, answer: ReviewSaved) => {
      over.current = afterSaving(over.current, answer);
      client.setQueryData<Draft>(keys.draft(id), over.current);
      settle(sent, decisionsOf(answer.review));
      onSaved(answer.version);
      void client.invalidateQueries({ queryKey: keys.jobs });
    },
    [client, id, settle, onSaved],
  );

  /** What was saved; null when something must be asked first. Others may save while this one merges: so, again. */
  const send = useCallback(async (): Promise<ReviewSaved | null> => {
    for (;;) {
      const sent = newest();
      try {
        const answer = await api.saveReview(id, over.current.version, sent);
        saved(sent, answer);
        return answer;
      } catch (refusal) {
        const theirs = await afterConflict(id, sent, refusal);
        if (!bringTogether(mergeWith(theirs), theirs, true)) return null;
      }
    }
  }, [id, newest, saved, bringTogether, mergeWith]);

  const save = useCallback(async (): Promise<ReviewSaved | null> => {
    if (busy.current) return null;
    busy.current = true;
    setPending(true);
    setError(null);
    setBrought(null);
    try {
      return await send();
    } catch (refusal) {
      setError(refusal);
      return null;
    } finally {
      busy.current = false;
      setPending(false);
    }
  }, [send]);

  /** Takes in what another window saved; what is unsaved here stays unsaved. */
  const pull = useCallback(async () => {
    try {
      const theirs = await api.draft(id);
      bringTogether(mergeWith(theirs), theirs, false);
    } catch (refusal) {
      setError(refusal);
    }
  }, [bringTogether, mergeWith, id]);

  /** Puts decisions from an earlier visit together with those that are here. */
  const bring = useCallback(
    (base: ReviewInput, mine: ReviewInput) => void bringTogether(merge(base, mine, newest()), null, false),
    [bringTogether, newest],
  );

  const resolve = useCallback(
    async (choices: Readonly<Record<string, Side>> | null) => {
      setConflict(null);
      if (conflict === null || choices === null) return;
      take(conflict.theirs, settled(conflict.result, choices));
      if (conflict.thenSave) await save();
    },
    [conflict, take, save],
  );

  return { save, pending, error, conflict, resolve, brought, pull, bring };
}

/** The newest version, when that is what the save was refused for; else the refusal is thrown again. */
async function afterConflict(id: string, sent: ReviewInput, refusal: unknown): Promise<Draft> {
  if (problemOf(refusal).code !== "REVIEW_CONFLICT") throw refusal;
  const theirs = await api.draft(id);
  if (theirs.review.reading_sha256 !== sent.reading_sha256) throw refusal;
  return theirs;
}

function afterSaving(
  before: Draft,
  { version, review_sha256, review, invoice, findings, unmapped }: ReviewSaved,
): Draft {
  const lines = before.lines.map((line) => ({ ...line, needs_mapping: unmapped.includes(line.line_id) }));
  return { ...before, version, review_sha256, review: decisionsOf(review), invoice, findings, lines };
}
