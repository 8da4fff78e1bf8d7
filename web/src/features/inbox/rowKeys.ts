/** Arrows through the rows of the list: the focus goes from one invoice's name to another's, and Enter opens it. */

const ROWS = ".rowlink";

/** Where in a list of `count` the key leads from `at`; null when it leads nowhere. */
export function rowAfter(key: string, at: number, count: number): number | null {
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 }[key];
  return to === undefined || to < 0 || to >= count || to === at ? null : to;
}

export function onRowKey(event: React.KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>(ROWS)];
  const at = links.indexOf(event.target as HTMLElement);
  const to = at < 0 ? null : rowAfter(event.key, at, links.length);
  if (to === null) return;
  event.preventDefault();
  links[to]?.focus();
}

export function focusFirstRow(within: HTMLElement | null): void {
  within?.querySelector<HTMLElement>(ROWS)?.focus();
}

/** The focus goes on to the next row, or the one before, when a row is about to leave. */
export function focusBeside(row: HTMLElement | null): void {
  const beside = row?.nextElementSibling ?? row?.previousElementSibling;
  beside?.querySelector<HTMLElement>(ROWS)?.focus();
}
