import { expect, test } from "vitest";
import { type TextRun, textLines } from "../src/lib/pageText";

const run = (text: string, x: number, y: number, height = 10): TextRun => ({ text, x, y, height });

test("what stands side by side is one line, from left to right, top to bottom", () => {
  const runs = [run("24.83", 300, 101), run("Total", 10, 130), run("Hex bolt", 60, 100), run("1", 10, 100)];
  expect(textLines(runs)).toEqual(["1  Hex bolt  24.83", "Total"]);
});

test("lines that stand close are kept apart", () => {
  expect(textLines([run("Hex bolt", 60, 100), run("zinc plated", 60, 106)])).toEqual(["Hex bolt", "zinc plated"]);
});

test("small letters beside large ones join them only when they share their base", () => {
  expect(textLines([run("TOTAL", 10, 100, 20), run("net", 90, 108, 6)])).toEqual(["TOTAL", "net"]);
  expect(textLines([run("TOTAL", 10, 100, 20), run("net", 90, 101, 6)])).toEqual(["TOTAL  net"]);
});

test("blanks are no text", () => {
  expect(textLines([run("  ", 0, 5), run(" a ", 0, 10)])).toEqual(["a"]);
});
