import { expect, test } from "vitest";
import { cellCommand, editorCommand, isMac, type Key, pageCommand } from "../src/features/review/keyboard";

const NONE = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

function key(name: string, held: Partial<Key> = {}): Key {
  const code = /^[a-z]$/i.test(name) ? `Key${name.toUpperCase()}` : name;
  return { key: name, code, ...NONE, ...held };
}

const CTRL = { ctrlKey: true };
const ALT = { altKey: true };

test.each([
  ["ArrowDown", {}, { do: "move", to: "down" }],
  ["Home", CTRL, { do: "move", to: "first" }],
  ["Enter", {}, { do: "edit" }],
  ["F2", {}, { do: "edit" }],
  ["7", {}, { do: "edit", start: "7" }],
  ["ü", {}, { do: "edit", start: "ü" }],
  ["Delete", {}, { do: "clear" }],
  ["Escape", {}, { do: "deselect" }],
  ["d", CTRL, { do: "copy" }],
  ["x", ALT, { do: "exclude" }],
  ["m", ALT, { do: "map" }],
  ["Enter", ALT, { do: "confirm" }],
  ["ArrowUp", ALT, { do: "previous" }],
  ["z", CTRL, { do: "undo" }],
  ["Z", { ...CTRL, shiftKey: true }, { do: "redo" }],
  ["s", CTRL, { do: "save" }],
  ["Enter", CTRL, { do: "apply" }],
] as const)("%s with %o, on a cell", (name, held, command) => {
  expect(cellCommand(key(name, held), false)).toEqual(command);
});

test.each(["Tab", "/", "?", " ", "Shift", "F5"])("%s keeps its own meaning", (name) => {
  expect(cellCommand(key(name), false)).toBeNull();
});

test("what the browser does with Ctrl and Alt stays with the browser", () => {
  expect(cellCommand(key("c", CTRL), false)).toBeNull();
  expect(cellCommand(key("ArrowDown", CTRL), false)).toBeNull();
  expect(cellCommand(key("ArrowLeft", ALT), false)).toBeNull();
  expect(pageCommand(key("s", { ...CTRL, shiftKey: true }), false, false)).toBeNull();
});

test("a Mac has its command key, and Option types signs: letters are told by their place", () => {
  expect(cellCommand({ key: "≈", code: "KeyX", ...NONE, altKey: true }, true)).toEqual({ do: "exclude" });
  expect(pageCommand(key("s", { metaKey: true }), false, true)).toEqual({ do: "save" });
  expect(pageCommand(key("s", CTRL), false, true)).toBeNull();
  expect([isMac("MacIntel"), isMac("iPhone"), isMac("Linux x86_64")]).toEqual([true, true, false]);
});

test("AltGr, which is Ctrl and Alt together, types its sign", () => {
  expect(cellCommand(key("@", { ...CTRL, ...ALT }), false)).toBeNull();
  expect(editorCommand(key("{", { ...CTRL, ...ALT }), false)).toBeNull();
});

test("while something is typed, undo is the field's own; saving and the next problem are not", () => {
  expect(pageCommand(key("z", CTRL), true, false)).toBeNull();
  expect(pageCommand(key("s", CTRL), true, false)).toEqual({ do: "save" });
  expect(pageCommand(key("ArrowDown", ALT), true, false)).toEqual({ do: "next" });
  expect(pageCommand(key("x", ALT), true, false)).toBeNull();
});

test("the editor is left down, up, on and back; Escape gives up", () => {
  const shift = { shiftKey: true };
  expect(editorCommand(key("Enter"), false)).toBe("down");
  expect(editorCommand(key("Enter", shift), false)).toBe("up");
  expect(editorCommand(key("Tab"), false)).toBe("next");
  expect(editorCommand(key("Tab", shift), false)).toBe("previous");
  expect(editorCommand(key("Escape"), false)).toBe("cancel");
  expect(editorCommand(key("Enter", CTRL), false)).toBe("page");
  expect(editorCommand(key("ArrowLeft"), false)).toBeNull();
});

test.each([
  ["PageUp", "PageUp", "pageBack"],
  ["PageDown", "PageDown", "pageOn"],
  ["0", "Digit0", "fit"],
  ["=", "Equal", "larger"],
  ["+", "BracketRight", "larger"],
  ["-", "Slash", "smaller"],
  ["–", "Minus", "smaller"],
] as const)("Alt with %s (%s) means %s, typing or not", (name, code, step) => {
  const event = { ...key(name, ALT), code };
  expect(pageCommand(event, false, false)).toEqual({ do: step });
  expect(pageCommand(event, true, false)).toEqual({ do: step });
});

test("what is typed is not left for another invoice", () => {
  expect(pageCommand(key("n", ALT), false, false)).toEqual({ do: "nextInvoice" });
  expect(pageCommand(key("n", ALT), true, false)).toBeNull();
});
