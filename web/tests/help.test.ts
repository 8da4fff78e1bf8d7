import { afterEach, describe, expect, test } from "vitest";
import { codeGroups, findingGroups, found } from "../src/features/help/entries";
import { cellCommand, editorCommand, type Key, pageCommand } from "../src/features/review/keyboard";
import { LANGUAGES } from "../src/lib/language";
import { keyName, SHORTCUTS, type Shortcut } from "../src/lib/shortcuts";
import { asksForHelp } from "../src/lib/singleKeys";
import { texts } from "../src/texts";
import { CODE_GROUPS } from "../src/texts/codes";
import { guide } from "../src/texts/guide";
import { speakIn } from "./support";

afterEach(() => speakIn("en"));

test.each(LANGUAGES)("every code and every finding has one entry, and an anchor of its own: %s", async (each) => {
  await speakIn(each);
  const entries = [...codeGroups(), ...findingGroups()].flatMap((group) => group.entries);
  const codes = entries.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  const known = [...CODE_GROUPS.flatMap((group) => Object.keys(guide().codes[group])), ...Object.keys(texts.findings)];
  expect(codes.toSorted()).toEqual([...new Set(known)].toSorted());
  for (const { code, happened, action } of entries) expect([happened, action].join(" "), code).toMatch(/\.$/);
});

test("a search finds entries by code or by words, whatever their case, and leaves empty groups out", () => {
  const codesOf = (text: string) => found(codeGroups(), text).flatMap(({ entries }) => entries.map(({ code }) => code));
  expect(codesOf("negative_stock")).toContain("NEGATIVE_STOCK");
  expect(codesOf("PASSWORD")).toEqual(["ENCRYPTED_PDF"]);
  expect(found(codeGroups(), "no such words here")).toEqual([]);
  expect(codesOf("").length).toBeGreaterThan(50);
});

describe("the keys that the help promises", () => {
  test.each(shortcuts("review"))("do something on a review: %s", (_, key) => {
    expect(pageCommand(key, false, false)).not.toBeNull();
  });

  test.each(shortcuts("page"))("do something on the invoice's page: %s", (_, key) => {
    expect(pageCommand(key, false, false)).not.toBeNull();
  });

  test.each(shortcuts("cell").filter(([name]) => name !== "Tab"))("do something on a cell: %s", (_, key) => {
    expect(cellCommand(key, false)).not.toBeNull();
  });

  test.each(shortcuts("typing"))("do something while a cell is typed in: %s", (_, key) => {
    expect(editorCommand(key, false)).not.toBeNull();
  });

  test("are called as the keyboard calls them", async () => {
    expect(keyName("Ctrl", guide().help.keyNames, true)).toBe("⌘");
    expect(keyName("S", guide().help.keyNames, false)).toBe("S");
    await speakIn("de");
    expect(keyName("Ctrl", guide().help.keyNames, false)).toBe("Strg");
  });
});

describe("a question mark", () => {
  const press = {
    key: "?",
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    isComposing: false,
    defaultPrevented: false,
  };

  test("asks for help", () => expect(asksForHelp(press, false)).toBe(true));
  test("is a letter where one types", () => expect(asksForHelp(press, true)).toBe(false));
  test("with Ctrl is the browser's", () => expect(asksForHelp({ ...press, ctrlKey: true }, false)).toBe(false));
});

/** Each way to press a group's keys, as the event that a keyboard makes of it. */
function shortcuts(place: string): [string, Key][] {
  const group = SHORTCUTS.find(({ where }) => where === place);
  const all = (group?.shortcuts ?? []).flatMap(({ keys }: Shortcut) => keys);
  return all.map((held) => [held.join("+"), pressed(held)]);
}

const KEYS: Record<string, string> = {
  "↑": "ArrowUp",
  "↓": "ArrowDown",
  "←": "ArrowLeft",
  "→": "ArrowRight",
  Esc: "Escape",
  PgUp: "PageUp",
  PgDn: "PageDown",
};

function pressed(held: readonly string[]): Key {
  const name = held.at(-1) ?? "";
  const key = KEYS[name] ?? (name.length === 1 ? name.toLowerCase() : name);
  return {
    key,
    code: /^[a-z]$/.test(key) ? `Key${key.toUpperCase()}` : key === "0" ? "Digit0" : key,
    altKey: held.includes("Alt"),
    ctrlKey: held.includes("Ctrl"),
    metaKey: false,
    shiftKey: held.includes("Shift"),
  };
}
