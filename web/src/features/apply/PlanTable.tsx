import { Link } from "wouter";
import { formatChange, formatNumber } from "../../lib/format";
import { texts } from "../../texts";
import type { Excluded, PlanRow } from "../../types/contracts";

const { columns } = texts.apply;

/** Per item: before, change, after, and from which lines by which conversion. */
export function PlanTable({ rows }: { rows: readonly PlanRow[] }) {
  if (rows.length === 0) return null;
  return (
    <div className="card">
      <table className="table stacks plan" role="table" aria-label={texts.apply.what}>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col">{columns.item}</th>
            <th scope="col" className="number">
              {columns.before}
            </th>
            <th scope="col" className="number">
              {columns.change}
            </th>
            <th scope="col" className="number">
              {columns.after}
            </th>
            <th scope="col">{columns.lines}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <PlanItem key={row.item} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PlanItem({ row }: { row: PlanRow }) {
  return (
    <tr role="row" data-item={row.item}>
      <td role="cell" className="wide">
        <Link className="rowlink mono" href={`/inventory/${encodeURIComponent(row.item)}`}>
          {row.item}
        </Link>
        <span className="sub">{row.name}</span>
      </td>
      <td role="cell" className="number before" data-label={columns.before}>
        {formatNumber(row.before)}
      </td>
      <td role="cell" className="number change">
        {formatChange(row.change)}
      </td>
      <td role="cell" className="number after" data-label={columns.after}>
        <strong>{formatNumber(row.after)}</strong> {row.unit}
      </td>
      <td role="cell" className="wide">
        <ul className="small">
          {row.lines.map(({ line_id, text }) => (
            <li key={line_id}>
              {texts.apply.fromLine(line_id)} <span className="soft">{text}</span>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

/** The lines that leave stock alone, and why. */
export function ExcludedLines({ excluded }: { excluded: readonly Excluded[] }) {
  if (excluded.length === 0) return null;
  const words: Record<string, string> = texts.apply.why;
  return (
    <section className="excluded" aria-labelledby="excluded">
      <h2 id="excluded">{texts.apply.excluded}</h2>
      <p className="soft small">{texts.apply.excludedLead}</p>
      <ul>
        {excluded.map(({ line_id, description, why }) => (
          <li key={line_id}>
            <span>{texts.apply.fromLine(line_id)}</span>
            <span>{description}</span>
            <span className="soft">{words[why] ?? why}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
