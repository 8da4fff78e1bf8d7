import { afterEach, describe, expect, test } from "vitest";
import { formatNumber, typeable } from "../src/lib/format";
import { LANGUAGES, type Language, speak } from "../src/lib/language";
import { parseNumber, SEPARATORS } from "../src/lib/parseNumber";

afterEach(() => speak("en"));

const TAKEN: Record<Language, [typed: string, value: string][]> = {
  en: [
    ["1204.50", "1204.50"],
    ["1,204.50", "1204.50"],
    ["1,204,500", "1204500"],
    ["1,204,500.25", "1204500.25"],
    [" 4.820 ", "4.820"],
    ["\u221212", "-12"],
    ["-1,204.50", "-1204.50"],
    ["1\u202f204.5", "1204.5"],
    ["1\u00a0204\u00a0500", "1204500"],
    ["1'204.50", "1204.50"],
    ["007", "7"],
    ["0", "0"],
    ["-0.00", "0.00"],
  ],
  de: [
    ["1204,50", "1204.50"],
    ["1.204,50", "1204.50"],
    ["1.204.500", "1204500"],
    ["1.204.500,25", "1204500.25"],
    [" 4,820 ", "4.820"],
    ["\u221212", "-12"],
    ["-1.204,50", "-1204.50"],
    ["1\u202f204,5", "1204.5"],
    ["1\u2019204,50", "1204.50"],
    ["007", "7"],
    ["0,5", "0.5"],
    ["-0,00", "0.00"],
  ],
};

const REFUSED: Record<Language, [typed: string, readings: string[]][]> = {
  en: [
    ["1.204,50", ["1204.50", "1.2045"]],
    ["2.500,00", ["2500.00", "2.5"]],
    ["1,204", ["1204", "1.204"]],
    ["-1,204", ["-1204", "-1.204"]],
    ["12,5", ["12.5", "125"]],
    ["0,204", ["0.204", "204"]],
    ["1204,50", ["1204.50", "120450"]],
    ["1.204.500", ["1204500"]],
    ["1.204.500,25", ["1204500.25"]],
    ["1\u00a0204,500", ["1204.500", "1204500"]],
  ],
  de: [
    ["1,204.50", ["1204.50", "1.2045"]],
    ["1.204", ["1204", "1.204"]],
    ["-1.204", ["-1204", "-1.204"]],
    ["12.5", ["12.5", "125"]],
    ["0.204", ["0.204", "204"]],
    ["1204.50", ["1204.50", "120450"]],
    ["1,204,500", ["1204500"]],
    ["1'204.50", ["1204.50", "120450"]],
  ],
};

const NO_NUMBERS = [
  "abc",
  "1e3",
  "12.3.4",
  "1,20,4",
  "--1",
  "1-",
  "+5",
  ".5",
  "5.",
  "5 EA",
  "1 204",
  "12\u00a05",
  "1/2",
];

describe.each(LANGUAGES)("typed in %s", (language) => {
  test.each(TAKEN[language])("%j is %s", (typed, value) => {
    expect(parseNumber(typed, SEPARATORS[language])).toEqual({ ok: true, value });
  });

  test.each(REFUSED[language])("%j is refused, naming what it could mean: %j", (typed, readings) => {
    expect(parseNumber(typed, SEPARATORS[language])).toEqual({ ok: false, why: "ambiguous", readings });
  });

  test.each([...NO_NUMBERS, "1,2345.6", "1.2345,6", "012,345.6", "012.345,6"])("%j is no number", (typed) => {
    expect(parseNumber(typed, SEPARATORS[language])).toEqual({ ok: false, why: "not_a_number" });
  });

  test("what the page itself writes into a field reads back as the same number", () => {
    speak(language);
    for (const value of SOME) expect(parseNumber(typeable(value))).toEqual({ ok: true, value });
  });

  test("a number copied from the page is read as itself or refused, never as another one", () => {
    speak(language);
    for (const value of SOME) {
      const parsed = parseNumber(formatNumber(value));
      expect(parsed.ok ? parsed.value : parsed.why).toBe(isLoneThousand(value) ? "ambiguous" : value);
    }
  });

  test("the other language's thousands with decimals are never taken", () => {
    const other = LANGUAGES.find((each) => each !== language) ?? language;
    speak(other);
    for (const value of ["1204.50", "-10204.5", "1204500.125", "999999.99"]) {
      expect(parseNumber(formatNumber(value), SEPARATORS[language])).toMatchObject({ ok: false, why: "ambiguous" });
    }
  });
});

test("nothing typed is empty, not zero", () => {
  expect(parseNumber("  ")).toEqual({ ok: false, why: "empty" });
});

test("more digits than the contracts carry are refused", () => {
  expect(parseNumber("1234567890123456")).toEqual({ ok: false, why: "too_long" });
});

test("without being told, the page's own language counts", () => {
  expect(parseNumber("12.5")).toEqual({ ok: true, value: "12.5" });
  speak("de");
  expect(parseNumber("12,5")).toEqual({ ok: true, value: "12.5" });
});

const SOME = [
  "0",
  "7",
  "-3",
  "0.5",
  "0.125",
  "12.50",
  "999",
  "1204",
  "-1204",
  "1204.5",
  "10204.500",
  "1204500",
  "-1204500.25",
];

function isLoneThousand(value: string): boolean {
  return /^-?\d{4,6}$/.test(value);
}
