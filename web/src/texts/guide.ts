/**
 * The guide: all that the help page says, of which a message with a code shows one entry. A chunk of its own in each
 * language, fetched when the page has been drawn (`start.tsx`), or before by whoever needs it.
 */
import { type Language, language } from "../lib/language";
import type { guide as english } from "./en/guide";

export type Guide = typeof english;

const GUIDES: Record<Language, () => Promise<Guide>> = {
  en: () => import("./en/guide").then(({ guide }) => guide),
  de: () => import("./de/guide").then(({ guide }) => guide),
};

let fetched: Guide | undefined;

/** The guide in the language of the page, from then on at hand. */
export async function loadGuide(): Promise<Guide> {
  fetched = await GUIDES[language()]();
  return fetched;
}

export function isGuideLoaded(): boolean {
  return fetched !== undefined;
}

/** For what is only loaded together with it. */
export function guide(): Guide {
  if (fetched === undefined) throw new Error("The guide has not been fetched.");
  return fetched;
}
