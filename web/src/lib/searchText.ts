import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useDebounced } from "./debounce";

/**
 * What stands in a search field whose text the address keeps: `write` is told after a pause. Where the address changes
 * by itself (the way back, a link to the page), the field follows.
 */
export function useSearchText(
  written: string,
  write: (text: string) => void,
): [typed: string, type: (text: string) => void] {
  const [typed, type] = useState(written);
  const settled = useDebounced(typed.trim());
  const known = useRef(written);
  const tell = useEffectEvent(write);
  useEffect(() => {
    if (written === known.current) return;
    known.current = written;
    type(written);
  }, [written]);
  useEffect(() => {
    if (settled === known.current) return;
    known.current = settled;
    tell(settled);
  }, [settled]);
  return [typed, type];
}
