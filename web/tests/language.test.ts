import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { chooseLanguage, chosenLanguage } from "../src/lib/language";

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

test.each([
  [["de-AT", "en"], "de"],
  [["DE"], "de"],
  [["en-US", "de"], "en"],
  [["fr-FR", "de-CH", "en"], "de"],
  [["fr-FR", "it"], "en"],
  [[], "en"],
])("a browser that prefers %j is spoken to in %s", (preferred, spoken) => {
  expect(chosenLanguage(preferred)).toBe(spoken);
});

test("what the person chose outlasts the browser's preference, and the page is loaded anew in it", () => {
  const reload = vi.fn();
  chooseLanguage("de", reload);
  expect(reload).toHaveBeenCalledOnce();
  expect(chosenLanguage(["en-GB"])).toBe("de");
});

test("a language that the page once knew is forgotten without harm", () => {
  localStorage.setItem("language", JSON.stringify("tlh"));
  expect(chosenLanguage(["en-GB"])).toBe("en");
});
