import { afterEach, expect, test } from "vitest";
import { dateRefusal, numberRefusal } from "../src/lib/refusal";
import { loadTexts, texts } from "../src/texts";

afterEach(() => loadTexts("en"));

test.each(["12", "1204.50", "-3"])("%j is a number: nothing is said", (typed) =>
  expect(numberRefusal(typed)).toBeNull(),
);

test("a text that could be two numbers is refused with both, as they would be typed", () => {
  const said = numberRefusal("1,204");
  expect(said).toContain("1,204");
  expect(said).toContain("1204");
  expect(said).toContain("1.204");
});

test("both readings are written in the page's language", async () => {
  await loadTexts("de");
  expect(numberRefusal("1,204")).toBeNull();
  expect(numberRefusal("1.204")).toContain("1,204");
});

test.each([
  ["", texts.number.empty],
  ["twelve", texts.number.not_a_number],
  ["9".repeat(60), texts.number.too_long],
])("%j is refused in words", (typed, said) => expect(numberRefusal(typed)).toBe(said));

test("a date that could be two days is refused, as is what is none", () => {
  expect(dateRefusal("2026-04-17")).toBeNull();
  expect(dateRefusal("03/04/2026")).toContain("03/04/2026");
  expect(dateRefusal("soon")).toBe(texts.number.date);
});
