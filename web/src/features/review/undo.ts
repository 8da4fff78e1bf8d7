/** Undo and redo over whole states: each step is one intended edit. Pure; states share what they have in common. */

export interface History<T> {
  past: readonly T[];
  now: T;
  future: readonly T[];
  /** What the newest step belongs to: another step of the same name becomes part of it. */
  joins?: string | undefined;
}

/** More steps than anybody takes back; the oldest fall away. */
export const DEEPEST = 500;

export function begin<T>(now: T): History<T> {
  return { past: [], now, future: [] };
}

/** The history with one more step. A step that names what it `joins` melts into the one before it of that name. */
export function record<T>(history: History<T>, next: T, joins?: string): History<T> {
  if (joins !== undefined && joins === history.joins) return { ...history, now: next, future: [] };
  return { past: [...history.past, history.now].slice(-DEEPEST), now: next, future: [], joins };
}

/** One step back; the same history when there is none. */
export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future] };
}

/** One step forward again; the same history when there is none. */
export function redo<T>(history: History<T>): History<T> {
  const [next, ...rest] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.now], now: next, future: rest };
}
