import { expect, test } from "vitest";
import { begin, DEEPEST, type History, record, redo, undo } from "../src/features/review/undo";

function steps(count: number): History<number> {
  return Array.from({ length: count }).reduce<History<number>>((history, _, at) => record(history, at + 1), begin(0));
}

function times<T>(count: number, step: (value: T) => T, value: T): T {
  return count === 0 ? value : times(count - 1, step, step(value));
}

test("twenty edits are taken back one by one, and done again", () => {
  const edited = steps(20);
  const back = times(20, undo, edited);
  expect(back.now).toBe(0);
  expect(undo(back)).toBe(back);
  const again = times(20, redo, back);
  expect(again.now).toBe(20);
  expect(redo(again)).toBe(again);
});

test("after a step back, another edit takes the place of what was undone", () => {
  const other = record(undo(steps(3)), 99);
  expect(other.now).toBe(99);
  expect(redo(other)).toBe(other);
  expect(undo(other).now).toBe(2);
});

test("a step that joins the one before it is taken back with it", () => {
  const excluded = record(begin("as read"), "excluded", "line 3");
  const withReason = record(excluded, "excluded, broken", "line 3");
  expect(undo(withReason).now).toBe("as read");
  const another = record(withReason, "line 4 too", "line 4");
  expect(undo(another).now).toBe("excluded, broken");
});

test("what was undone and done again is joined by nothing", () => {
  const again = redo(undo(record(begin(0), 1, "line 3")));
  expect(undo(record(again, 2, "line 3")).now).toBe(1);
});

test("the oldest steps fall away, the newest never", () => {
  const many = steps(DEEPEST + 10);
  expect(times(DEEPEST, undo, many).now).toBe(10);
  expect(undo(times(DEEPEST, undo, many)).now).toBe(10);
});
