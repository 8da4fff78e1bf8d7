import { useCallback, useEffect, useReducer, useRef } from "react";
import { THIS_WINDOW } from "./localDraft";
import { heard, type Line, listen, NOBODY } from "./windows";

/** The other windows of this browser over the same invoice, and the way to tell them that this one saved. */
export function useWindows(job: string) {
  const [others, hear] = useReducer(heard, NOBODY);
  const line = useRef<Line | null>(null);
  useEffect(() => {
    const open = listen(job, THIS_WINDOW, hear);
    line.current = open;
    // A window that is closed, or put aside by the browser, is not there for the others; it may come back.
    const leave = () => open.say({ says: "bye", window: THIS_WINDOW });
    const comeBack = () => open.say({ says: "here", window: THIS_WINDOW });
    addEventListener("pagehide", leave);
    addEventListener("pageshow", comeBack);
    return () => {
      removeEventListener("pagehide", leave);
      removeEventListener("pageshow", comeBack);
      open.close();
    };
  }, [job]);
  const saved = useCallback(
    (version: number) => line.current?.say({ says: "saved", window: THIS_WINDOW, version }),
    [],
  );
  return { others, saved };
}
