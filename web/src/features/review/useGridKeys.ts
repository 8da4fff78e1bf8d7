import type { KeyboardEvent } from "react";
import type { InvoiceLine, ReviewInput } from "../../types/contracts";
import { clearCell, copyCell, isValue, type Place } from "./cells";
import { decisionOn, excluded, included } from "./decisions";
import { type Command, cellCommand, isMac, isPageStep } from "./keyboard";
import { reasonStep } from "./LineQuestions";
import { useSources } from "./selection";
import { type At, type GridFocus, placeOf } from "./useGrid";
import type { Change } from "./useReview";

interface Keys {
  lines: readonly InvoiceLine[];
  review: ReviewInput;
  change: Change;
  grid: GridFocus;
  onConfirm: (line: string, column: string) => void;
  locked: boolean;
}

const EDITED = /^(item|received|factor|reason)$/;

/** What the keys do on a cell that is not being edited; the rest of the page has its own. */
export function useGridKeys(keys: Keys): (event: KeyboardEvent<HTMLElement>) => void {
  const { select } = useSources();
  return (event) => {
    const { target } = event;
    if (!(target instanceof HTMLElement)) return;
    const at = placeOf(target);
    const command = at && commandOn(target, event);
    if (!command) return;
    event.preventDefault();
    if (command.do === "move") keys.grid.actions.move(target, command.to);
    else if (command.do === "deselect") select(null);
    else if (!keys.locked) act(command, at, target, keys);
  };
}

/** The command, if it is one for this cell: what is typed belongs to the field, and a list finds its own entries. */
function commandOn(target: HTMLElement, event: KeyboardEvent<HTMLElement>): Command | null {
  if (target instanceof HTMLInputElement) return null;
  const command = cellCommand(event, isMac());
  if (command === null || isPageStep(command)) return null;
  return target instanceof HTMLSelectElement && command.do === "edit" && command.start ? null : command;
}

function act(command: Command, at: At, target: HTMLElement, keys: Keys): void {
  const { lines, review, change, grid, onConfirm } = keys;
  const index = lines.findIndex(({ line_id }) => line_id === at.line);
  const [line, above] = [lines[index], lines[index - 1]];
  if (line === undefined) return;
  const here: Place = { index, line };
  if (command.do === "edit") edit(at, target, grid, command.start);
  else if (command.do === "clear") change((now) => clearCell(now, here, at.column));
  else if (command.do === "copy" && above)
    change((now) => copyCell(now, { index: index - 1, line: above }, here, at.column));
  else if (command.do === "map" && line.kind === "item") grid.actions.go({ ...at, column: "item" }, true);
  else if (command.do === "exclude" && line.kind === "item") toggle(at.line, review, change, grid);
  else if (command.do === "confirm") onConfirm(at.line, at.column);
}

function edit(at: At, target: HTMLElement, grid: GridFocus, start: string | undefined): void {
  if (at.column === "suggestion" && start !== undefined) grid.actions.go({ ...at, column: "factor" }, true, start);
  else if (isEdited(at.column)) grid.actions.go(at, true, start);
  else if (start !== undefined) return;
  else if (target instanceof HTMLSelectElement) target.showPicker();
  else target.click();
}

function isEdited(column: string): boolean {
  return EDITED.test(column) || (isValue(column) && column !== "exclude");
}

function toggle(line: string, review: ReviewInput, change: Change, grid: GridFocus): void {
  if (decisionOn(review, line).exclude) {
    change((now) => included(now, line));
    grid.actions.go({ line, column: "item" });
  } else {
    change((now) => excluded(now, line), reasonStep(line, { exclude: true }));
    grid.actions.go({ line, column: "reason" }, true);
  }
}
