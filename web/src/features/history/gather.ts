/** Pages of a list until there are enough entries: a page may be short, or empty, and still have a next one. */

export interface Portion<T> {
  entries: T[];
  next?: string;
}

/** At least `enough` entries from `after` on, unless the list ends before. */
export async function gather<T>(
  page: (after: string | undefined) => Promise<Portion<T>>,
  enough: number,
  after?: string,
): Promise<Portion<T>> {
  const entries: T[] = [];
  let next = after;
  do {
    const portion = await page(next);
    entries.push(...portion.entries);
    next = portion.next;
  } while (next !== undefined && entries.length < enough);
  return { entries, ...(next !== undefined && { next }) };
}
