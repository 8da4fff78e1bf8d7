/** Which cells of a line want a look: plain text, so that a line whose marks are the same is not drawn again. */
import type { Problem } from "./problems";

/** "line_total:error unit_price:warning" */
export type Marks = string;

export type Mark = "error" | "warning" | "missing";

export function lineMarks(problems: readonly Problem[]): Map<string, Marks> {
  const marks = new Map<string, string[]>();
  for (const { line, column, kind } of problems) {
    if (line === undefined || column === undefined) continue;
    const mark: Mark = kind === "finding" ? "error" : kind === "doubt" ? "warning" : "missing";
    marks.set(line, [...(marks.get(line) ?? []), `${column}:${mark}`]);
  }
  return new Map([...marks].map(([line, list]) => [line, list.join(" ")]));
}

export function markOf(marks: Marks, column: string): Mark | undefined {
  if (marks === "") return undefined; // nearly always, and asked of every cell
  const found = marks.split(" ").find((entry) => entry.startsWith(`${column}:`));
  return found?.slice(column.length + 1) as Mark | undefined;
}
