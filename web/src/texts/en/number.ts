/** Why a field does not take what was typed. */
export const number = {
  empty: "Enter a number.",
  not_a_number: "This is not a number. Write it like 1204.50.",
  too_long: "This number has too many digits.",
  ambiguous: (typed: string, readings: string[], write: string) =>
    `${typed} could be ${readings.join(" or ")}. Write ${write}.`,
  negative: "The quantity cannot be negative.",
  notPositive: "The factor must be more than 0.",
  date: "Write the date like 2026-04-17.",
};
