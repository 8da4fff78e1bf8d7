import { useState } from "react";
import type { Draft, ReviewInput } from "../../types/contracts";
import { decisionsOf } from "./decisions";
import { type Merge, merge, type Side, settled } from "./merge";
import type { Decisions } from "./useReview";
import type { SavedVersion } from "./useSavedVersion";

/** What two windows both changed, to be decided before anything is saved. */
export interface Conflict {
  result: Merge;
  /** The version to go on from; null when what clashes is a draft of this browser. */
  theirs: Draft | null;
  thenSave: boolean;
}

/** What the other side's version brought, when nothing had to be asked. */
interface Brought {
  version: number;
  taken: number;
}

/** Puts the decisions here together with those made elsewhere; what both sides changed is asked about first. */
export function useMerging(saved: SavedVersion, { newest, change }: Decisions) {
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [brought, setBrought] = useState<Brought | null>(null);

  const take = (theirs: Draft | null, merged: ReviewInput) => {
    if (theirs !== null) saved.put(theirs);
    change(() => merged);
  };

  const bringTogether = (result: Merge, theirs: Draft | null, thenSave: boolean): boolean => {
    if (result.clashes.length > 0) {
      setConflict({ result, theirs, thenSave });
      return false;
    }
    take(theirs, result.merged);
    if (theirs !== null && result.taken > 0) setBrought({ version: theirs.version, taken: result.taken });
    return true;
  };

  /** Takes in a version that another window saved; false when something must be asked first. */
  const mergeWith = (theirs: Draft, thenSave: boolean): boolean => {
    const result = merge(decisionsOf(saved.newest().review), newest(), decisionsOf(theirs.review));
    return bringTogether(result, theirs, thenSave);
  };

  /** Takes in decisions from an earlier visit, made of `base`. */
  const bring = (base: ReviewInput, mine: ReviewInput) => {
    bringTogether(merge(base, mine, newest()), null, false);
  };

  /** Ends the question with its answers, or without (null); true when a save waits for that. */
  const answer = (choices: Readonly<Record<string, Side>> | null): boolean => {
    setConflict(null);
    if (conflict === null || choices === null) return false;
    take(conflict.theirs, settled(conflict.result, choices));
    return conflict.thenSave;
  };

  return { conflict, brought, forgetBrought: () => setBrought(null), mergeWith, bring, answer };
}
