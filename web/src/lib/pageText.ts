/** The words of a page in reading order, for those who cannot see it. */

/** A run of text, its base line's left end in points of the displayed page (origin top left). */
export interface TextRun {
  text: string;
  x: number;
  y: number;
  /** Height of its letters, in points. */
  height: number;
}

/** The lines from top to bottom, the runs of each from left to right: runs share a line when they overlap by half. */
export function textLines(runs: readonly TextRun[]): string[] {
  const lines: TextRun[][] = [];
  for (const run of [...runs].filter(({ text }) => text.trim()).sort((a, b) => a.y - b.y)) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (line && first && run.y - first.y < Math.min(run.height, first.height) / 2) line.push(run);
    else lines.push([run]);
  }
  return lines.map((line) =>
    line
      .sort((a, b) => a.x - b.x)
      .map(({ text }) => text.trim())
      .join("  "),
  );
}
