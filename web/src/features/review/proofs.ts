/** What arithmetic proves of a suggested reading. Pure. */
import { formatNumber } from "../../lib/format";
import { suggestionTexts } from "../../texts/suggestion";
import type { Reading } from "../../types/contracts";
import { lineField } from "./corrected";

type Proofs = Reading["proofs"];

/** The equation that proves a line's quantity, price and amount; undefined when nothing does. */
export function lineProof(proofs: Proofs, index: number): string | undefined {
  return proofs[lineField(index, "line_total")];
}

export function provedLines(proofs: Proofs, lines: number): number {
  return Array.from({ length: lines }, (_, index) => lineProof(proofs, index)).filter(Boolean).length;
}

/** The reader's own words for a sum, which the page need not repeat as printed. */
const SUM = /the (?:(\d+) )?lines? sums? to (-?[\d.]+)(?:, printed as [^;]*)?/;

/** "3 x 2.50 = 7.50; the 2 lines sum to 9.00" in the words, numbers and signs that the reader of the page is used to. */
export function shownEquation(equation: string): string {
  const said = equation.replace(SUM, (_, lines: string = "", total: string) => suggestionTexts().sum(lines, total));
  return said.replace(/(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\w)/g, formatNumber).replaceAll(" x ", " \u00d7 ");
}
