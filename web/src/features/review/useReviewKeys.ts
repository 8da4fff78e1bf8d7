import { useEffect, useEffectEvent } from "react";
import { isMac, type PageStep, pageCommand } from "./keyboard";

type PageActions = Record<PageStep | "confirm", () => void>;

/** The keys that mean the same wherever the focus is; an open dialog has the keyboard to itself. */
export function useReviewKeys(actions: PageActions): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const command = pageCommand(event, isTyping(event.target), isMac());
    if (command === null || !(command.do in actions)) return;
    event.preventDefault();
    actions[command.do as keyof PageActions]();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button"].includes(target.type);
  return target instanceof HTMLTextAreaElement;
}
