import { useCallback, useLayoutEffect, useState } from "react";
import { fetchPart } from "../lib/parts";

/** A part of the page: undefined until it is there, and how often it did not come meanwhile. */
export function usePart<T>(load: () => Promise<T>, known?: T) {
  const [part, show] = useState<{ it: T } | undefined>(() => (known === undefined ? undefined : { it: known }));
  const [missed, miss] = useState(0);
  const [asked, ask] = useState(0);
  const there = part !== undefined;
  // Before the frame with the shell is drawn, not after: an effect would wait for it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` counts who was impatient
  useLayoutEffect(() => {
    if (there) return;
    return fetchPart(load, { got: (it) => show({ it }), missed: () => miss((times) => times + 1) });
  }, [load, there, asked]);
  return { part: part?.it, missed, askAgain: useCallback(() => ask((times) => times + 1), []) };
}
