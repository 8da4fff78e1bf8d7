/** Keys of a single character that act anywhere: who dictates, or hits one by mistake, can switch them off. */
import { SINGLE_KEYS } from "./searchKey";
import { recall, remember } from "./store";

export function singleKeys(): boolean {
  return recall<boolean>(SINGLE_KEYS) !== false;
}

export function setSingleKeys(on: boolean): void {
  remember(SINGLE_KEYS, on);
}

/** Inputs that no letter goes into. */
const TICKED = "[type=checkbox], [type=radio], [type=file]";

type Pressed = Pick<KeyboardEvent, "key" | "altKey" | "ctrlKey" | "metaKey" | "isComposing" | "defaultPrevented">;

/** Whether "?" is pressed to ask for help, and not to write it. */
export function asksForHelp(event: Pressed, typing: boolean): boolean {
  const { key, altKey, ctrlKey, metaKey, isComposing, defaultPrevented } = event;
  return key === "?" && !typing && !altKey && !ctrlKey && !metaKey && !isComposing && !defaultPrevented;
}

/** Whether a letter would go into what has the focus. */
export function takesText(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches(`input:not(${TICKED}), textarea, select, [contenteditable]`);
}
