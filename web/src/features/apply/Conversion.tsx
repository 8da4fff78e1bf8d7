import { trim } from "../../lib/decimal";
import { formatChange, formatNumber } from "../../lib/format";
import { texts } from "../../texts";
import type { PlanLine } from "../../types/contracts";
import { isCountedAsIs } from "./plan";

/** Which line, and how its quantity becomes the item's: "Line 2 · 50 CS × 12 = 600 EA". */
export function Conversion({ line, unit }: { line: PlanLine; unit: string }) {
  const source = texts.apply.source[line.quantity_source];
  return (
    <li title={line.description}>
      <span className="line">{texts.apply.fromLine(line.line_id)}</span>
      <span className="soft">{conversionText(line, unit)}</span>
      {source && <span className="soft by">{source}</span>}
    </li>
  );
}

/** "50 CS × 12 = 600 EA"; "3 EA" where nothing is converted; a minus stands where stock goes out. */
export function conversionText(line: PlanLine, unit: string): string {
  const counted = [formatNumber(trim(line.quantity)), line.uom].filter(Boolean).join("\u00a0");
  if (isCountedAsIs(line)) return line.uom ? counted : `${counted}\u00a0${unit}`;
  const change = line.change.startsWith("-") ? formatChange(trim(line.change)) : formatNumber(trim(line.change));
  return texts.apply.conversion(counted, formatNumber(trim(line.factor)), `${change}\u00a0${unit}`);
}
