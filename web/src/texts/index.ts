/**
 * Every text of the page, by feature: `texts.inbox.title`. English gives the shape, and the compiler holds every other
 * language to it. Only the chosen language is fetched, once, before anything that reads `texts` is loaded.
 */
import { type Language, speak } from "../lib/language";
import type { english } from "./en";

export type Texts = typeof english;

export let texts: Texts;

const CATALOGUES: Record<Language, () => Promise<Texts>> = {
  en: () => import("./en").then((catalogue) => catalogue.english),
  de: () => import("./de").then((catalogue) => catalogue.german),
};

/** Sets the language of texts, numbers and dates; the page does it first of all, in `main.ts`. */
export async function loadTexts(language: Language): Promise<void> {
  texts = await CATALOGUES[language]();
  speak(language);
}
