/** The language that the page speaks: the browser's own until the person chooses one. Numbers and dates follow it. */
import { recall, remember } from "./store";

export const LANGUAGES = ["en", "de"] as const;
export type Language = (typeof LANGUAGES)[number];

const KEY = "language";
/** British for its dates: day before month, as on every invoice that is read here. */
const LOCALES: Record<Language, string> = { en: "en-GB", de: "de-DE" };

let spoken: Language = "en";

export function language(): Language {
  return spoken;
}

/** What Intl calls it. */
export function locale(): string {
  return LOCALES[spoken];
}

/** From now on numbers and dates are written this way; `loadTexts` calls it together with the texts. */
export function speak(chosen: Language): void {
  spoken = chosen;
}

/** The person's choice, else the first of the browser's languages that the page speaks, else English. */
export function chosenLanguage(preferred: readonly string[] = navigator.languages): Language {
  const chosen = recall<string>(KEY);
  const wanted = [...(chosen === null ? [] : [chosen]), ...preferred].map((tag) => tag.toLowerCase().split("-")[0]);
  return wanted.map(known).find((found) => found !== undefined) ?? "en";
}

/** Keeps the choice and loads the page anew in it: texts are read once, when a page's modules are loaded. */
export function chooseLanguage(chosen: Language, reload: () => void = () => location.reload()): void {
  remember(KEY, chosen);
  reload();
}

function known(name: string | undefined): Language | undefined {
  return LANGUAGES.find((each) => each === name);
}
