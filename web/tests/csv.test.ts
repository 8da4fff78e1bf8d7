import { expect, test } from "vitest";
import { csv, harmless } from "../src/lib/csv";

test.each(["=1+1", "+1", "-cmd", "@SUM(A1)", "\tx", "\rx", "\nx", "\0=1", " =1", "＝1", "-1+2", "-", "--1"])(
  "%j cannot be a formula",
  (text) => expect(harmless(text)).toBe(`'${text}`),
);

test.each(["", "Bolt M8", "-5", "-1204.50", "-2,5", "A=1", "a-b", "10021", "Größe"])("%j stays as it is", (text) =>
  expect(harmless(text)).toBe(text),
);

test("every cell is quoted, quotes are doubled, lines end as RFC 4180 says", () => {
  expect(
    csv(
      [
        ["a", 'say "x", y'],
        [{ number: "-2.50" }, "two\nlines"],
      ],
      "en",
    ),
  ).toBe('\ufeff"a","say ""x"", y"\r\n"-2.50","two\nlines"\r\n');
});

test("a German spreadsheet gets its own separator and decimal sign, in numbers only", () => {
  expect(csv([["M8, 2.5 mm", { number: "1204.50" }]], "de")).toBe('\ufeff"M8, 2.5 mm";"1204,50"\r\n');
});
