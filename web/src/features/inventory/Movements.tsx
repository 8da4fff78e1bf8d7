import { useState } from "react";
import { Link } from "wouter";
import { downloadCsv } from "../../lib/csv";
import { formatChange, formatMoney, formatNumber, formatTime } from "../../lib/format";
import { texts } from "../../texts";
import type { ItemDetail, Movement } from "../../types/contracts";
import { movementRows } from "./rows";

const columns = texts.inventory.movementColumns;
const PAGE = 50;
/** How many the API tells at most. */
const MOST = 1000;

/** Every movement of an item, newest first: what it did to the stock, and the invoice that it came from. */
export function Movements({ detail: { item, movements } }: { detail: ItemDetail }) {
  const [shown, setShown] = useState(PAGE);
  const older = movements.length - shown;
  return (
    <section className="stack" aria-labelledby="movements">
      <div className="row spread">
        <h2 id="movements">{texts.inventory.movements}</h2>
        {movements.length > 0 && (
          <button
            type="button"
            className="button slim"
            onClick={() => downloadCsv(`${item.item}.csv`, movementRows(movements))}
          >
            {texts.inventory.exportCsv}
          </button>
        )}
      </div>
      {movements.length === 0 ? (
        <p className="soft">{texts.inventory.noMovements}</p>
      ) : (
        <div className="card">
          <MovementTable movements={movements.slice(0, shown)} />
        </div>
      )}
      {older > 0 && (
        <button type="button" className="button" onClick={() => setShown(shown + PAGE)}>
          {texts.inventory.olderMovements(Math.min(older, PAGE))}
        </button>
      )}
      {movements.length >= MOST && <p className="soft small">{texts.inventory.cutMovements(MOST)}</p>}
    </section>
  );
}

function MovementTable({ movements }: { movements: readonly Movement[] }) {
  const numeric = (name: string) => (
    <th scope="col" className="number">
      {name}
    </th>
  );
  return (
    <table className="table stacks movements" role="table" aria-labelledby="movements">
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col">{columns.at}</th>
          <th scope="col">{columns.kind}</th>
          {numeric(columns.before)}
          {numeric(columns.change)}
          {numeric(columns.after)}
          {numeric(columns.cost)}
          {numeric(columns.seq)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {movements.map((movement) => (
          <MovementRow key={`${movement.seq} ${movement.job_id}`} movement={movement} />
        ))}
      </tbody>
    </table>
  );
}

function MovementRow({ movement }: { movement: Movement }) {
  const { seq, at, kind, before, delta, after, unit_cost, currency, job_id, invoice_number, lines } = movement;
  return (
    <tr role="row" data-kind={kind}>
      <td role="cell" className="nowrap wide when">
        {formatTime(at)}
      </td>
      <td role="cell" className="wide">
        {texts.inventory.kind[kind]}
        {kind !== "opening" && (
          <span className="sub">
            <Link href={`/invoices/${encodeURIComponent(job_id)}`}>
              {texts.inventory.openJob(lines, invoice_number)}
            </Link>
          </span>
        )}
      </td>
      <td role="cell" className="number soft" data-label={columns.before}>
        {formatNumber(before)}
      </td>
      <td role="cell" className="number" data-label={columns.change}>
        <strong>{formatChange(delta)}</strong>
      </td>
      <td role="cell" className="number" data-label={columns.after}>
        {formatNumber(after)}
      </td>
      <td role="cell" className="number soft" data-label={unit_cost ? columns.cost : undefined}>
        {unit_cost ? formatMoney(unit_cost, currency) : ""}
      </td>
      <td role="cell" className="number soft" data-label={columns.seq}>
        {seq}
      </td>
    </tr>
  );
}
