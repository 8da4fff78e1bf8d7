/** Why a field does not take what was typed. */
export const number = {
  empty: "Enter a number.",
  noText: "Enter a value.",
  not_a_number: "This is not a number. Write it like 1204.50.",
  too_long: "This number has too many digits.",
  ambiguous: (typed: string, readings: readonly string[]) =>
    readings.length === 1
      ? `“${typed}” could mean ${readings[0]}. Write it that way.`
      : `“${typed}” could mean ${readings.join(" or ")}. Write the one you mean.`,
  negative: "The quantity cannot be negative.",
  notPositive: "The factor must be more than 0.",
  date: "Write the date like 2026-04-17.",
};
