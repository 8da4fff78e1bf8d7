import { Link } from "wouter";
import { formatNumber } from "../../lib/format";
import { meaning } from "../../lib/mappings";
import { texts } from "../../texts";
import type { Mapping } from "../../types/contracts";

const { columns } = texts.mappings;

interface Acts {
  busy: boolean;
  onCorrect: (mapping: Mapping) => void;
  onForget: (mapping: Mapping) => void;
}

/** A vendor's articles, each with what it means for the stock in words. */
export function MappingTable({ mappings, ...acts }: Acts & { mappings: readonly Mapping[] }) {
  return (
    <table className="table stacks mappings" role="table" aria-label={texts.mappings.title}>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col">{columns.article}</th>
          <th scope="col">{columns.means}</th>
          <th scope="col">{columns.source}</th>
          <th scope="col" className="number">
            {columns.cost}
          </th>
          <th scope="col">{columns.version}</th>
          <th scope="col">
            <span className="hidden-visually">{columns.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {mappings.map((mapping) => (
          <MappingRow key={keyOf(mapping)} mapping={mapping} {...acts} />
        ))}
      </tbody>
    </table>
  );
}

function MappingRow({ mapping, busy, onCorrect, onForget }: Acts & { mapping: Mapping }) {
  const { vendor_sku, uom, item, item_name, unit = "", quantity_source, version, last_unit_cost } = mapping;
  return (
    <tr role="row" data-article={vendor_sku}>
      <td role="cell" className="wide">
        <strong className="mono name">{vendor_sku}</strong>
        <span className="sub">{uom ? texts.mappings.inUnit(uom) : texts.mappings.noUnit}</span>
      </td>
      <td role="cell" className="wide">
        <span className="name">{meaning(mapping)}</span>
        <span className="sub">
          <Link href={`/inventory/${encodeURIComponent(item)}`}>{item_name ?? item}</Link>
        </span>
      </td>
      <td role="cell" className="soft small">
        {texts.mappings.sources[quantity_source]}
      </td>
      <td role="cell" className="number soft">
        {last_unit_cost && texts.mappings.costPer(formatNumber(last_unit_cost), unit)}
      </td>
      <td role="cell" className="soft small wide">
        {texts.mappings.since(version)}
      </td>
      <td role="cell" className="wide acts">
        <button
          type="button"
          className="button slim"
          aria-label={texts.mappings.correctOf(vendor_sku, uom)}
          onClick={() => onCorrect(mapping)}
        >
          {texts.mappings.correct}
        </button>
        <button
          type="button"
          className="button slim quiet"
          aria-label={texts.mappings.forgetOf(vendor_sku, uom, item)}
          disabled={busy}
          onClick={() => onForget(mapping)}
        >
          {texts.mappings.forget}
        </button>
      </td>
    </tr>
  );
}

function keyOf({ vendor_id, vendor_sku, uom, item }: Mapping): string {
  return JSON.stringify([vendor_id, vendor_sku, uom, item]);
}
