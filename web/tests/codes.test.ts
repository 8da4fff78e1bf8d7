import { readdirSync, readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { LANGUAGES } from "../src/lib/language";
import { findingSaid, saidOf } from "../src/lib/said";
import { texts } from "../src/texts";
import { CODE_GROUPS, codeText, findingText } from "../src/texts/codes";
import { guide } from "../src/texts/guide";
import { speakIn } from "./support";

const ROOT = new URL("../../", import.meta.url);
const OPENAPI = JSON.parse(readFileSync(new URL("platform/src/invoiceplug_cloud/schema/openapi.json", ROOT), "utf8"));
const CODES: string[] = OPENAPI.components.schemas.error_code.enum;

afterEach(() => speakIn("en"));

test.each(LANGUAGES)(
  "every code of the contract says what happened, what of the stock, what to do: %s",
  async (each) => {
    await speakIn(each);
    expect(CODES.length).toBeGreaterThan(40);
    for (const code of CODES) {
      const words = codeText(code);
      expect(words, code).toBeDefined();
      for (const sentence of Object.values(words ?? {})) expect(sentence, code).toMatch(/^[A-ZÄÖÜ].{8,}\.$/);
    }
  },
);

test("no text is kept for a code that the contract has dropped", () => {
  const groups = CODE_GROUPS.filter((group) => group !== "page");
  expect(groups.flatMap((group) => Object.keys(guide().codes[group])).sort()).toEqual([...CODES].sort());
});

test.each(LANGUAGES)("every finding that the readers make has a name: %s", async (each) => {
  await speakIn(each);
  const made = findingCodes();
  expect(made.size).toBeGreaterThan(20);
  expect([...made].filter((code) => !findingText(code))).toEqual([]);
});

const PROBLEM = {
  type: "urn:invoiceplug:error:NEGATIVE_STOCK",
  title: "An item would fall below zero.",
  detail: "FW-M8 would fall to -3.",
  code: "NEGATIVE_STOCK",
  hint: "Nothing was changed. Count the item first.",
};

test("in English the server's sentence, which knows the facts, stands for the page's own", () => {
  expect(saidOf(PROBLEM)).toMatchObject({ happened: "FW-M8 would fall to -3.", stock: "Stock was not changed." });
  expect(saidOf(PROBLEM).server).toBeUndefined();
});

test("in German the server's English sentence stands beside the page's own, unless it says nothing more", async () => {
  await speakIn("de");
  expect(saidOf(PROBLEM)).toMatchObject({
    happened: "Ein Artikel fiele unter null.",
    server: "FW-M8 would fall to -3.",
  });
  expect(saidOf({ ...PROBLEM, detail: PROBLEM.title }).server).toBeUndefined();
});

test("of a failed job, too, the server's sentence is left out in German where it says nothing more", async () => {
  await speakIn("de");
  const error = { code: "ENCRYPTED_PDF", detail: "The PDF needs a password.", hint: "Remove the password." };
  expect(saidOf(error).server).toBeUndefined();
  expect(saidOf({ ...error, detail: "The password is wrong." }).server).toBe("The password is wrong.");
});

test("a code that nobody knows, and a problem of the page itself, are shown as they are told", () => {
  const unknown = { code: "FROM_TOMORROW", detail: "Something new.", hint: "Do this." };
  expect(saidOf(unknown)).toEqual({ happened: "Something new.", action: "Do this." });
  const own = { type: "about:blank", code: "NOT_A_PDF", detail: "a.docx is not a PDF.", hint: "Choose another." };
  expect(saidOf(own)).toEqual({ happened: "a.docx is not a PDF.", action: "Choose another." });
});

test("a finding is named in German and keeps its figures", async () => {
  const finding = { code: "LINES_NET", message: "The line totals sum to 12.00." };
  expect(findingSaid(finding)).toEqual(["The line totals sum to 12.00."]);
  await speakIn("de");
  expect(findingSaid(finding)).toEqual([texts.findings.LINES_NET, "The line totals sum to 12.00."]);
});

/** Every code that a Python source gives to a finding. */
function findingCodes(): Set<string> {
  const found = new Set<string>();
  for (const folder of ["parsers/src/invoiceplug/", "platform/src/invoiceplug_cloud/"]) {
    for (const name of readdirSync(new URL(folder, ROOT), { recursive: true, encoding: "utf8" })) {
      if (!name.endsWith(".py")) continue;
      const text = readFileSync(new URL(folder + name, ROOT), "utf8");
      for (const [, code] of text.matchAll(/\b(?:Finding|differs)\(\s*"([A-Z_]+)"/g)) if (code) found.add(code);
    }
  }
  return found;
}
