/** Every key of the page, in the order in which the help tells them; the words are the catalogue's. */
import type { Guide } from "../texts/guide";

type KeyName = keyof Guide["help"]["keyNames"] | (string & {});

export interface Shortcut {
  /** Each way to press it: keys held together. */
  keys: readonly (readonly KeyName[])[];
  does: keyof Guide["help"]["does"];
}

export interface ShortcutGroup {
  where: keyof Guide["help"]["where"];
  shortcuts: readonly Shortcut[];
}

const one = (does: Shortcut["does"], ...keys: KeyName[]): Shortcut => ({ keys: [keys], does });
const either = (does: Shortcut["does"], ...keys: KeyName[][]): Shortcut => ({ keys, does });

export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    where: "review",
    shortcuts: [
      either("problem", ["Alt", "↓"], ["Alt", "↑"]),
      one("confirm", "Alt", "Enter"),
      one("save", "Ctrl", "S"),
      one("apply", "Ctrl", "Enter"),
      one("undo", "Ctrl", "Z"),
      either("redo", ["Ctrl", "Shift", "Z"], ["Ctrl", "Y"]),
      either("invoice", ["Alt", "N"], ["Alt", "P"]),
    ],
  },
  {
    where: "typing",
    shortcuts: [
      either("down", ["Enter"], ["Shift", "Enter"]),
      either("across", ["Tab"], ["Shift", "Tab"]),
      one("cancel", "Esc"),
    ],
  },
  {
    where: "page",
    shortcuts: [
      either("turn", ["Alt", "PgDn"], ["Alt", "PgUp"]),
      one("fit", "Alt", "0"),
      either("zoom", ["Alt", "="], ["Alt", "-"]),
    ],
  },
  {
    where: "cell",
    shortcuts: [
      either("move", ["↑"], ["↓"], ["←"], ["→"]),
      either("ends", ["Home"], ["End"]),
      either("corners", ["Ctrl", "Home"], ["Ctrl", "End"]),
      either("screen", ["PgUp"], ["PgDn"]),
      either("edit", ["Enter"], ["F2"]),
      one("clear", "Delete"),
      one("copy", "Ctrl", "D"),
      one("exclude", "Alt", "X"),
      one("map", "Alt", "M"),
      one("deselect", "Esc"),
      one("leave", "Tab"),
    ],
  },
  {
    where: "applying",
    shortcuts: [one("check", "Space"), one("post", "Ctrl", "Enter"), one("following", "Enter")],
  },
  {
    where: "anywhere",
    shortcuts: [one("waiting", "Alt", "N"), one("help", "?"), one("search", "/"), one("close", "Esc")],
  },
];

/** The key as this keyboard names it: on a Mac, Command stands for Ctrl. */
export function keyName(key: KeyName, names: Readonly<Record<string, string>>, mac: boolean): string {
  if (mac && key === "Ctrl") return "⌘";
  if (mac && key === "Alt") return "⌥";
  return names[key] ?? key;
}
