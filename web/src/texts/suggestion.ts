/**
 * The words about a reading that no plugin made, in every language: only the review shows them, so they are fetched
 * with it and not at the start.
 */
import { type Language, language } from "../lib/language";

const english = {
  proved: (equation: string) => `proved: ${equation}`,
  sum: (lines: string, total: string) => (lines ? `the ${lines} lines sum to ${total}` : `the line makes ${total}`),
  unproved: "not proved: compare each number with the page",
  linesProved: (proved: number, all: number) =>
    proved === all
      ? "Arithmetic proves every line: quantity, price and amount fit each other."
      : `Lines that arithmetic proves: ${proved} of ${all}. Look closely at the others.`,
  saveCorrected: "The corrected reading",
  saveCorrectedHint: "The reading with what was corrected here, saved or not: a template can be drafted from it.",
  draft: "drafts a template for this vendor from the PDF and the corrected reading, beside each other",
};

const german: typeof english = {
  proved: (equation) => `bewiesen: ${equation}`,
  sum: (lines, total) => (lines ? `die ${lines} Positionen ergeben ${total}` : `die Position ergibt ${total}`),
  unproved: "nicht bewiesen: jede Zahl mit der Seite vergleichen",
  linesProved: (proved, all) =>
    proved === all
      ? "Nachrechnen beweist jede Position: Menge, Preis und Betrag passen zueinander."
      : `Durch Nachrechnen bewiesene Positionen: ${proved} von ${all}. Sehen Sie sich die anderen genau an.`,
  saveCorrected: "Die korrigierte Lesung",
  saveCorrectedHint: "Die Lesung mit dem, was hier korrigiert wurde, gespeichert oder nicht: Grundlage einer Vorlage.",
  draft: "entwirft eine Vorlage für diesen Lieferanten, wenn PDF und korrigierte Lesung nebeneinander liegen",
};

const CATALOGUES: Record<Language, typeof english> = { en: english, de: german };

export function suggestionTexts(): typeof english {
  return CATALOGUES[language()];
}
