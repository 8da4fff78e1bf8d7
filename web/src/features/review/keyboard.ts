/** What a key means on the review page. Pure: the event's own facts in, a command out. */

export { isMac } from "../../lib/mac";

export type Step = "up" | "down" | "left" | "right" | "home" | "end" | "first" | "last" | "pageup" | "pagedown";

export type Command =
  | { do: "move"; to: Step }
  | { do: "edit"; start?: string }
  | { do: "confirm" | "exclude" | "map" | "copy" | "clear" | "deselect" }
  | { do: PageStep };

/** What means the same anywhere on the page. */
const PAGE_STEPS = [
  "next",
  "previous",
  "undo",
  "redo",
  "save",
  "apply",
  "pageBack",
  "pageOn",
  "fit",
  "larger",
  "smaller",
  "nextInvoice",
  "previousInvoice",
] as const;
export type PageStep = (typeof PAGE_STEPS)[number];
/** These take what is typed to be the field's own business. */
const NOT_TYPING: readonly string[] = ["undo", "redo", "nextInvoice", "previousInvoice"];

export type Key = Pick<KeyboardEvent, "key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey">;

const MOVES: Record<string, Step> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  Home: "home",
  End: "end",
  PageUp: "pageup",
  PageDown: "pagedown",
};

/** By `code`: on a Mac, Option with a letter types a sign. */
const WITH_ALT: Record<string, Command["do"]> = {
  ArrowDown: "next",
  ArrowUp: "previous",
  Enter: "confirm",
  NumpadEnter: "confirm",
  KeyX: "exclude",
  KeyM: "map",
  PageUp: "pageBack",
  PageDown: "pageOn",
  Digit0: "fit",
  Numpad0: "fit",
  Equal: "larger",
  NumpadAdd: "larger",
  Minus: "smaller",
  NumpadSubtract: "smaller",
  KeyN: "nextInvoice",
  KeyP: "previousInvoice",
};
/** Where the signs lie depends on the keyboard. */
const SIGN_WITH_ALT: Record<string, Command["do"]> = { "=": "larger", "+": "larger", "-": "smaller" };

const WITH_CTRL: Record<string, Command["do"]> = { s: "save", Enter: "apply", d: "copy", z: "undo", y: "redo" };

/** Commands that mean the same anywhere on the page; while something is typed, undo is the field's own. */
export function pageCommand(event: Key, typing: boolean, mac: boolean): Command | null {
  const command = withModifier(event, mac);
  if (command === null) return null;
  if (command.do !== "confirm" && !isPageStep(command)) return null;
  return typing && NOT_TYPING.includes(command.do) ? null : command;
}

export function isPageStep(command: Command): boolean {
  return PAGE_STEPS.some((step) => step === command.do);
}

/** Commands on a cell that is not being edited. */
export function cellCommand(event: Key, mac: boolean): Command | null {
  const { key, altKey, ctrlKey, metaKey } = event;
  const command = withModifier(event, mac);
  if (command !== null) return command;
  if ((mac ? metaKey : ctrlKey) && !altKey) return endOfGrid(key);
  if (altKey || ctrlKey || metaKey) return null;
  const to = MOVES[key];
  if (to) return { do: "move", to };
  if (key === "Enter" || key === "F2") return { do: "edit" };
  if (key === "Delete" || key === "Backspace") return { do: "clear" };
  if (key === "Escape") return { do: "deselect" };
  return /^[\p{L}\p{N}.,\u2212-]$/u.test(key) ? { do: "edit", start: key } : null;
}

/** What a key means while a cell is edited: give it up, or take what was typed and go there; null: it is typed. */
export type EditorCommand = "cancel" | "page" | "up" | "down" | "next" | "previous";

export function editorCommand(event: Key, mac: boolean): EditorCommand | null {
  const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
  if (pageCommand(event, true, mac) !== null) return "page";
  if (altKey || ctrlKey || metaKey) return null;
  if (key === "Escape") return "cancel";
  if (key === "Enter") return shiftKey ? "up" : "down";
  if (key === "Tab") return shiftKey ? "previous" : "next";
  return null;
}

function withModifier({ key, code, altKey, ctrlKey, metaKey, shiftKey }: Key, mac: boolean): Command | null {
  const control = mac ? metaKey : ctrlKey;
  const other = mac ? ctrlKey : metaKey;
  if (other) return null;
  if (altKey && !control) return shiftKey ? null : withAlt(key, code);
  if (!control || altKey) return null;
  const found = WITH_CTRL[key.length === 1 ? key.toLowerCase() : key];
  if (found === undefined) return null;
  if (shiftKey) return found === "undo" ? { do: "redo" } : null;
  return { do: found } as Command;
}

function withAlt(key: string, code: string): Command | null {
  const found = SIGN_WITH_ALT[key] ?? WITH_ALT[code];
  return found ? ({ do: found } as Command) : null;
}

function endOfGrid(key: string): Command | null {
  if (key === "Home") return { do: "move", to: "first" };
  return key === "End" ? { do: "move", to: "last" } : null;
}
