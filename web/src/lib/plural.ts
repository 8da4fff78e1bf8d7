/** "1 line", "1,204 lines": the count as the language writes it, and the form that its plural rules ask for. */
export function pluralIn(locale: string): (count: number, one: string, other: string) => string {
  const rules = new Intl.PluralRules(locale);
  const digits = new Intl.NumberFormat(locale);
  return (count, one, other) => `${digits.format(count)} ${rules.select(count) === "one" ? one : other}`;
}
