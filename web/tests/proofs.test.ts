import { afterEach, expect, test } from "vitest";
import { correctedReading } from "../src/features/review/corrected";
import { lineProof, provedLines, shownEquation } from "../src/features/review/proofs";
import { loadTexts } from "../src/texts";
import { suggestionTexts } from "../src/texts/suggestion";
import type { Reading } from "../src/types/contracts";
import { review } from "./support";

const PROOFS = { "/lines/0/line_total": "3 x 2.50 = 7.50", "/totals/grand": "7.50 + 1.43 = 8.93" };

afterEach(() => loadTexts("en"));

test("a line is proved by the equation of its amount, another line by nothing", () => {
  expect(lineProof(PROOFS, 0)).toBe("3 x 2.50 = 7.50");
  expect(lineProof(PROOFS, 1)).toBeUndefined();
  expect(provedLines(PROOFS, 2)).toBe(1);
});

test("an equation is shown with the numbers of the reader's language", async () => {
  expect(shownEquation("1200 x 2.50 / 100 = 30.00")).toBe("1,200 \u00d7 2.50 / 100 = 30.00");
  await loadTexts("de");
  expect(shownEquation("20 x 9.9000 = 198.00")).toBe("20 \u00d7 9,9000 = 198,00");
});

test("a sum of lines is told in the page's words", async () => {
  const equation = "12 x 38.50 = 462.00; the 6 lines sum to 1256.60, printed as 1,256.60";
  expect(shownEquation(equation)).toBe("12 \u00d7 38.50 = 462.00; the 6 lines sum to 1,256.60");
  await loadTexts("de");
  expect(shownEquation(equation)).toBe("12 \u00d7 38,50 = 462,00; die 6 Positionen ergeben 1.256,60");
});

test("the words about it come in the page's language", async () => {
  expect(suggestionTexts().linesProved(1, 2)).toContain("1 of 2");
  await loadTexts("de");
  expect(suggestionTexts().linesProved(1, 2)).toContain("1 von 2");
});

test("a corrected reading is the reading itself, with what a person says instead", () => {
  const reading = { reading_sha256: "0".repeat(64) } as Reading;
  const corrections = { "/lines/0/qty_shipped": "3", "/due_date": null };
  expect(correctedReading(reading, review({ corrections }))).toEqual({ reading, corrections });
  expect(correctedReading(reading, review({ vendor_id: "acme" }))).toEqual({
    reading,
    corrections: {},
    vendor_id: "acme",
  });
});
