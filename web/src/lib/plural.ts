/** "1 line", "1,204 lines": the count as the language writes it, and the form that its plural rules ask for. */
export function pluralIn(locale: string): (count: number, one: string, other: string) => string {
  let made: { rules: Intl.PluralRules; digits: Intl.NumberFormat } | undefined;
  return (count, one, other) => {
    // Not before the first count: a window's first number format takes 30 ms, and texts are what all else waits for.
    made ??= { rules: new Intl.PluralRules(locale), digits: new Intl.NumberFormat(locale) };
    return `${made.digits.format(count)} ${made.rules.select(count) === "one" ? one : other}`;
  };
}
