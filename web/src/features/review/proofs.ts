/** What arithmetic proves of a suggested reading. Pure. */
import { formatNumber } from "../../lib/format";
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

/** "3 x 2.50 = 7.50" with the numbers and signs that the reader is used to. */
export function shownEquation(equation: string): string {
  return equation.replace(/(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\w)/g, formatNumber).replaceAll(" x ", " \u00d7 ");
}
