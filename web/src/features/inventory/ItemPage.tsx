import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { Icon } from "../../components/Icon";
import { Page } from "../../components/Page";
import { QueryView } from "../../components/QueryView";
import { api } from "../../lib/api";
import { formatChange, formatMoney, formatNumber, formatTime } from "../../lib/format";
import { keys } from "../../lib/queries";
import { texts } from "../../texts";
import type { ItemDetail, Movement } from "../../types/contracts";

const columns = texts.inventory.movementColumns;

/** One item: what is on hand, and every movement that made it so. */
export default function ItemPage({ item }: { item: string }) {
  const detail = useQuery({ queryKey: keys.item(item), queryFn: () => api.item(item) });
  const name = detail.data?.item.name ?? item;
  return (
    <Page title={name} narrow lead={<code>{item}</code>}>
      <p>
        <Link href="/inventory" className="small">
          <Icon name="left" /> {texts.inventory.back}
        </Link>
      </p>
      <QueryView query={detail} what={texts.inventory.what}>
        {(found) => <Detail detail={found} />}
      </QueryView>
    </Page>
  );
}

function Detail({ detail: { item, movements } }: { detail: ItemDetail }) {
  return (
    <>
      <p className="on-hand">
        <span className="soft small">{texts.inventory.onHand}</span>
        <strong>{formatNumber(item.on_hand)}</strong> {item.unit}
      </p>
      <section className="stack" aria-labelledby="movements">
        <h2 id="movements">{texts.inventory.movements}</h2>
        {movements.length === 0 ? (
          <p className="soft">{texts.inventory.noMovements}</p>
        ) : (
          <div className="card">
            <Movements movements={movements} />
          </div>
        )}
      </section>
    </>
  );
}

function Movements({ movements }: { movements: readonly Movement[] }) {
  return (
    <table className="table stacks" role="table" aria-labelledby="movements">
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col">{columns.at}</th>
          <th scope="col">{columns.kind}</th>
          <th scope="col" className="number">
            {columns.change}
          </th>
          <th scope="col" className="number">
            {columns.cost}
          </th>
          <th scope="col">{columns.lines}</th>
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

function MovementRow({ movement: { at, kind, delta, unit_cost, currency, job_id, lines } }: { movement: Movement }) {
  return (
    <tr role="row">
      <td role="cell">{formatTime(at)}</td>
      <td role="cell">{texts.inventory.kind[kind]}</td>
      <td role="cell" className="number">
        <strong>{formatChange(delta)}</strong>
      </td>
      <td role="cell" className="number soft">
        {unit_cost ? formatMoney(unit_cost, currency) : ""}
      </td>
      <td role="cell" className="wide">
        {kind === "opening" ? "" : <Link href={`/invoices/${job_id}`}>{texts.inventory.openJob(lines)}</Link>}
      </td>
    </tr>
  );
}
