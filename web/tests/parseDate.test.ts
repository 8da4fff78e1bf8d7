import { afterEach, expect, test } from "vitest";
import { readValue, shownValue, typeableValue } from "../src/lib/fieldValue";
import { parseDate } from "../src/lib/parseDate";
import { loadTexts } from "../src/texts";

afterEach(() => loadTexts("en"));

test("the ISO date is taken in every language, the pointed one in German", () => {
  expect(parseDate("2026-04-17", "en")).toEqual({ ok: true, value: "2026-04-17" });
  expect(parseDate("2026-04-17", "de")).toEqual({ ok: true, value: "2026-04-17" });
  expect(parseDate("3.4.2026", "de")).toEqual({ ok: true, value: "2026-04-03" });
});

test("a date whose day and month could change places is refused with both", () => {
  const readings = ["2026-04-03", "2026-03-04"];
  expect(parseDate("03/04/2026", "en")).toEqual({ ok: false, why: "ambiguous", readings });
  expect(parseDate("3.4.2026", "en")).toEqual({ ok: false, why: "ambiguous", readings });
  expect(parseDate("3-4-2026", "de")).toEqual({ ok: false, why: "ambiguous", readings });
  expect(parseDate("17/04/2026", "en")).toEqual({ ok: false, why: "ambiguous", readings: ["2026-04-17"] });
});

test.each(["2026-02-30", "2026-13-01", "17 Apr", "31/31/2026", "soon", ""])("%j is no date", (typed) => {
  expect(parseDate(typed, "de")).toEqual({ ok: false, why: "not_a_date" });
});

test("a value is shown, typed and read back in the page's language", async () => {
  expect(readValue("/lines/0/qty_shipped", "1204.50")).toEqual({ value: "1204.50" });
  await loadTexts("de");
  expect(shownValue("/totals/grand", "-1204.50")).toBe("\u22121.204,50");
  expect(typeableValue("/totals/grand", "-1204.50")).toBe("-1204,50");
  expect(readValue("/totals/grand", "1.204,50")).toEqual({ value: "1204.50" });
  expect(typeableValue("/invoice_date", "2026-04-17")).toBe("17.04.2026");
  expect(readValue("/invoice_date", "17.04.2026")).toEqual({ value: "2026-04-17" });
  expect(readValue("/invoice_number", " RE-1 ")).toEqual({ value: "RE-1" });
});

test("a refusal names both readings as they must be typed", async () => {
  expect(readValue("/totals/grand", "1,204")).toEqual({
    wrong: "“1,204” could mean 1204 or 1.204. Write the one you mean.",
  });
  expect(readValue("/lines/0/expiry", "3.4.2026")).toMatchObject({ wrong: expect.stringContaining("2026-04-03") });
  await loadTexts("de");
  expect(readValue("/totals/grand", "1.204")).toEqual({
    wrong: "„1.204“ kann 1204 oder 1,204 heißen. Schreiben Sie, was Sie meinen.",
  });
});
