import { type RefObject, useEffect, useEffectEvent } from "react";
import { recall } from "./store";

/** Where the person's wish is kept to have no keys of a single character (WCAG 2.1.4): false switches them off. */
export const SINGLE_KEYS = "singleKeys";

/** "/" goes to the page's search field, unless something is being typed or a dialog is open. */
export function useSearchKey(field: RefObject<HTMLInputElement | null>): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!asksForSearch(event) || recall<boolean>(SINGLE_KEYS) === false) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    field.current?.focus();
    field.current?.select();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
}

function asksForSearch({ key, ctrlKey, metaKey, altKey, target, defaultPrevented }: KeyboardEvent): boolean {
  const typing = target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
  return key === "/" && !typing && !defaultPrevented && !ctrlKey && !metaKey && !altKey;
}
