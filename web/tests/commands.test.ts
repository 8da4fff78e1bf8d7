import { expect, test } from "vitest";
import { commandsFor } from "../src/features/review/commands";

test("the commands name the file as it is saved from the page", () => {
  expect(commandsFor("april.pdf", undefined).map(({ line }) => line)).toEqual([
    "invoiceplug read april.pdf",
    "invoiceplug overlay april.pdf",
    "invoiceplug redact april.pdf -o april-redacted.pdf",
  ]);
});

test("the vendor that a person named is named to the plugin's author too", () => {
  const [, overlay] = commandsFor("april.pdf", "nordkontor");
  expect(overlay?.line).toBe("invoiceplug overlay april.pdf --vendor nordkontor");
});

test.each([
  ["Rechnung April.PDF", "invoiceplug overlay 'Rechnung April.PDF'"],
  ["it's $(here).pdf", "invoiceplug overlay 'it'\\''s $(here).pdf'"],
  ["-rf.pdf", "invoiceplug overlay ./-rf.pdf"],
])("%s is one word for the shell and no option", (name, line) => {
  expect(commandsFor(name, undefined)[1]?.line).toBe(line);
});
