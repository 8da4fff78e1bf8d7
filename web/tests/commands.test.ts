import { expect, test } from "vitest";
import { commandsFor } from "../src/features/review/commands";

test("the commands name the file as it is saved from the page", () => {
  expect(commandsFor("april.pdf").map(({ line }) => line)).toEqual([
    "invoiceplug read april.pdf",
    "invoiceplug overlay april.pdf",
    "invoiceplug redact april.pdf -o april-redacted.pdf",
  ]);
});

test("the vendor that a person named is named to the plugin's author too", () => {
  const [, overlay] = commandsFor("april.pdf", { readAs: "nordkontor" });
  expect(overlay?.line).toBe("invoiceplug overlay april.pdf --vendor nordkontor");
});

test.each([
  ["Rechnung April.PDF", "invoiceplug overlay 'Rechnung April.PDF'"],
  ["it's $(here).pdf", "invoiceplug overlay 'it'\\''s $(here).pdf'"],
  ["-rf.pdf", "invoiceplug overlay ./-rf.pdf"],
])("%s is one word for the shell and no option", (name, line) => {
  expect(commandsFor(name)[1]?.line).toBe(line);
});

test("where no plugin knows the vendor, a template is drafted from the corrected reading beside the PDF", () => {
  const [draft, read] = commandsFor("Bill 7.pdf", { unknown: { vendor: "acme-foods" } });
  expect(draft?.line).toBe("invoiceplug new acme-foods --from 'Bill 7.pdf' --reading 'Bill 7.corrected.json'");
  expect(read?.line).toBe("invoiceplug read 'Bill 7.pdf' --fallback");
  expect(commandsFor("b.pdf", { unknown: { vendor: undefined } })[0]?.line).toContain("new new-vendor --from b.pdf");
});
