import { createContext, useCallback, useContext, useLayoutEffect, useMemo, useRef, useState } from "react";
import { isValue } from "./cells";
import type { Step } from "./keyboard";

/** Where the focus is in the lines, or was: the one place that Tab comes back to. */
export interface At {
  line: string;
  column: string;
}

/** What a cell asks of its grid; never changes, so that no cell is drawn again for it. */
export interface GridActions {
  /** Puts the focus there, once it is drawn; with `edit` its editor opens, beginning with `start` if given. */
  go: (at: At, edit?: boolean, start?: string) => void;
  /** The cell that has the focus now. */
  landed: (at: At) => void;
  /** The cell's editor is closed, wherever the focus went. */
  stop: (at: At) => void;
  /** From a cell to another one of the grid; false when there is none. */
  move: (from: Element, to: Step | "next" | "previous") => boolean;
}

interface GridState {
  at: At | null;
  /** Whether the cell's editor is open, and what it begins with. */
  editing: boolean;
  start: string | undefined;
}

const FIRST: GridState = { at: null, editing: false, start: undefined };

export const GridScope = createContext<GridActions>({
  go: () => {},
  landed: () => {},
  stop: () => {},
  move: () => false,
});

export function useGridActions(): GridActions {
  return useContext(GridScope);
}

/** The focus within a grid whose cells carry `data-column`, inside lines that carry `data-line`. */
export function useGrid() {
  const table = useRef<HTMLTableElement>(null);
  const [state, setState] = useState(FIRST);
  const [wanted, want] = useState<At | null>(null);
  const go = useCallback<GridActions["go"]>((at, edit = false, start) => {
    setState({ at, editing: edit, start });
    want({ ...at });
  }, []);
  const landed = useCallback<GridActions["landed"]>((at) => {
    setState((before) => (isAt(before.at, at) ? before : { at, editing: false, start: undefined }));
  }, []);
  const stop = useCallback<GridActions["stop"]>((at) => {
    setState((before) => (isAt(before.at, at) ? { at, editing: false, start: undefined } : before));
  }, []);
  const move = useCallback<GridActions["move"]>((from, to) => {
    const target = targetOf(from, to);
    target?.focus();
    return target !== null;
  }, []);
  // After the drawing: what is gone to may only be there now. An editor takes the focus by itself.
  useLayoutEffect(() => {
    if (wanted === null) return;
    const line = table.current?.querySelector<HTMLElement>(`[data-line="${CSS.escape(wanted.line)}"]`);
    const cell = line && nearest(line, wanted.column);
    cell?.focus();
    cell?.scrollIntoView({ block: "nearest" });
  }, [wanted]);
  // A cell may vanish with what was decided: then its line, else the first one, is where Tab comes to.
  useLayoutEffect(() => {
    if (table.current === null || table.current.querySelector('[data-column][tabindex="0"]')) return;
    const line = state.at && table.current.querySelector<HTMLElement>(`[data-line="${CSS.escape(state.at.line)}"]`);
    const cell = line
      ? nearest(line, state.at?.column ?? "")
      : table.current.querySelector<HTMLElement>("[data-column]");
    const at = cell && placeOf(cell);
    if (at && !isAt(state.at, at)) setState({ at, editing: false, start: undefined });
  });
  const actions = useMemo<GridActions>(() => ({ go, landed, stop, move }), [go, landed, stop, move]);
  return { table, state, actions };
}

export type GridFocus = ReturnType<typeof useGrid>;

/** Which cell an element is, or is in. */
export function placeOf(element: Element): At | null {
  const column = element.closest("[data-column]")?.getAttribute("data-column");
  const line = element.closest("[data-line]")?.getAttribute("data-line");
  return column && line ? { line, column } : null;
}

/** The line above or below that one, or null at the end. */
function lineBeside(line: Element, step: 1 | -1): HTMLElement | null {
  const found = step === 1 ? line.nextElementSibling : line.previousElementSibling;
  return found instanceof HTMLElement && found.hasAttribute("data-line") ? found : null;
}

function isAt(a: At | null, b: At): boolean {
  return a?.line === b.line && a.column === b.column;
}

/** The cell of that column in the line; else where the same half of the line begins. */
function nearest(line: Element, column: string): HTMLElement | null {
  const cells = cellsOf(line);
  const named = (name: string) => cells.find((cell) => cell.dataset.column === name);
  const found = named(column) ?? (isValue(column) ? cells[0] : (named("item") ?? named("reason") ?? cells.at(-1)));
  return found ?? null;
}

function targetOf(from: Element, to: Step | "next" | "previous"): HTMLElement | null {
  const line = from.closest("[data-line]");
  const at = placeOf(from);
  if (line === null || at === null) return null;
  if (to in FAR) return lineAway(line, at.column, to);
  const cells = cellsOf(line);
  const index = cells.findIndex((cell) => cell.contains(from));
  const found = {
    left: cells[index - 1],
    right: cells[index + 1],
    home: cells[0],
    end: cells.at(-1),
    next: cells[index + 1] ?? first(lineBeside(line, 1)),
    previous: cells[index - 1] ?? last(lineBeside(line, -1)),
  }[to as "left"];
  return found ?? null;
}

/** How many lines away a step leads: down is positive. */
const FAR: Partial<Record<Step | "next" | "previous", number>> = {
  up: -1,
  down: 1,
  pageup: -10,
  pagedown: 10,
  first: Number.NEGATIVE_INFINITY,
  last: Number.POSITIVE_INFINITY,
};

function lineAway(line: Element, column: string, to: Step | "next" | "previous"): HTMLElement | null {
  const far = FAR[to] ?? 0;
  const goal = lineAfter(line, far > 0 ? 1 : -1, Math.abs(far));
  return goal === line ? null : nearest(goal, column);
}

function lineAfter(line: Element, step: 1 | -1, count: number): Element {
  let found = line;
  for (let left = count; left > 0; left -= 1) {
    const next = lineBeside(found, step);
    if (next === null) break;
    found = next;
  }
  return found;
}

function cellsOf(line: Element): HTMLElement[] {
  return [...line.querySelectorAll<HTMLElement>("[data-column]")];
}

function first(line: Element | null): HTMLElement | null {
  return (line && cellsOf(line)[0]) ?? null;
}

function last(line: Element | null): HTMLElement | null {
  return (line && cellsOf(line).at(-1)) ?? null;
}
