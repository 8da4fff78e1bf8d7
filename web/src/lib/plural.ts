/** "1 line", "2 lines": the form that the language's plural rules ask for. */
const RULES = new Intl.PluralRules("en");

export function plural(count: number, one: string, other: string): string {
  return `${count} ${RULES.select(count) === "one" ? one : other}`;
}
