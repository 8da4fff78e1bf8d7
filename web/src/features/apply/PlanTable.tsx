import { memo, useDeferredValue, useMemo } from "react";
import { Link } from "wouter";
import { formatChange, formatNumber } from "../../lib/format";
import { texts } from "../../texts";
import type { PlanRow, ReadingFinding } from "../../types/contracts";
import { Conversion } from "./Conversion";
import { RowFinding } from "./RowFinding";

interface PlanTableProps {
  rows: readonly PlanRow[];
  /** What is worth a look, by item. */
  findings?: ReadonlyMap<string, readonly ReadingFinding[]>;
  /** Items whose figures are others than those that were shown before. */
  changed?: ReadonlySet<string>;
  /** It was taken back: the figures are history. */
  struck?: boolean;
}

/** So many rows stand there at once; the rest of a large plan follows without holding anything up. */
const FIRST_ROWS = 60;

/** Per item: before, change, after, and from which lines by which conversion. Drawn anew only for other figures. */
export const PlanTable = memo(function PlanTable({ rows, findings, changed, struck = false }: PlanTableProps) {
  const shown = useDeferredValue(
    rows,
    useMemo(() => rows.slice(0, FIRST_ROWS), [rows]),
  );
  if (rows.length === 0) return null;
  return (
    <div className="card">
      <table
        className={struck ? "plan struck" : "plan"}
        // Rows that are grids are no table rows to a browser, unless it is told.
        role="table"
        aria-label={texts.apply.what}
        aria-rowcount={rows.length + 1}
      >
        <Heads />
        <tbody role="rowgroup">
          {shown.map((row) => (
            <PlanItem key={row.item} row={row} findings={findings?.get(row.item)} changed={changed?.has(row.item)} />
          ))}
        </tbody>
      </table>
    </div>
  );
});

function Heads() {
  const { columns } = texts.apply;
  return (
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader">{columns.item}</th>
        <th role="columnheader" className="number">
          {columns.before}
        </th>
        <th role="columnheader" className="number">
          {columns.change}
        </th>
        <th role="columnheader" className="number">
          {columns.after}
        </th>
        <th role="columnheader">{columns.lines}</th>
      </tr>
    </thead>
  );
}

interface PlanItemProps {
  row: PlanRow;
  findings: readonly ReadingFinding[] | undefined;
  changed: boolean | undefined;
}

function PlanItem({ row, findings = [], changed = false }: PlanItemProps) {
  const { columns } = texts.apply;
  return (
    <tr role="row" data-item={row.item} data-changed={changed || undefined}>
      <td role="cell" className="item">
        <Link className="rowlink mono" href={`/inventory/${encodeURIComponent(row.item)}`}>
          {row.item}
        </Link>
        {changed && <span className="badge warn">{texts.apply.rowChanged}</span>}
        <span className="soft small">{row.name}</span>
      </td>
      <td role="cell" className="number" data-label={columns.before}>
        {formatNumber(row.before)}
      </td>
      <td role="cell" className="number change" data-sign={row.change.startsWith("-") ? "out" : "in"}>
        {formatChange(row.change)}
      </td>
      <td role="cell" className="number after" data-label={columns.after}>
        <strong>{formatNumber(row.after)}</strong> <span className="soft">{row.unit}</span>
      </td>
      <td role="cell" className="from">
        <ul className="small">
          {row.lines.map((line) => (
            <Conversion key={line.line_id} line={line} unit={row.unit} />
          ))}
        </ul>
        {findings.map((finding) => (
          <RowFinding key={finding.code + finding.message} finding={finding} currency={row.currency} />
        ))}
      </td>
    </tr>
  );
}
