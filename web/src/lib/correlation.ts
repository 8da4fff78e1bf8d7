/** The ids by which the server's logs tell one story: that of an upload, from this page to its reading, or this tab's. */

const TAB: string = crypto.randomUUID?.() ?? String(Math.random()).slice(2);

/** What names the story that a request belongs to; an upload's is the id that this page made for its job. */
export function correlated(id: string = TAB): Record<string, string> {
  return { "X-Correlation-Id": id };
}
