/** Warum ein Feld nicht nimmt, was eingetippt wurde. */
import type { Texts } from "..";

export const number: Texts["number"] = {
  empty: "Geben Sie eine Zahl ein.",
  noText: "Geben Sie einen Wert ein.",
  not_a_number: "Das ist keine Zahl. Schreiben Sie sie wie 1204,50.",
  too_long: "Diese Zahl hat zu viele Stellen.",
  ambiguous: (typed, readings) =>
    readings.length === 1
      ? `„${typed}“ kann ${readings[0]} heißen. Schreiben Sie es so.`
      : `„${typed}“ kann ${readings.join(" oder ")} heißen. Schreiben Sie, was Sie meinen.`,
  negative: "Die Menge darf nicht negativ sein.",
  notPositive: "Der Faktor muss größer als 0 sein.",
  date: "Schreiben Sie das Datum wie 17.04.2026.",
};
