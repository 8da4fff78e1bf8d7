import { texts } from "../../texts";

const { add } = texts.vendors;

/** From an invoice to a tested vendor, in the command line's own words. */
export function AddVendor() {
  return (
    <section className="card add-vendor" id="add" aria-labelledby="add-vendor">
      <h2 id="add-vendor">{add.title}</h2>
      <p className="soft">{add.lead}</p>
      <ol>
        {add.steps.map(([what, command, why]) => (
          <li key={command}>
            <strong>{what}</strong>
            <code translate="no">{command}</code>
            <span className="soft small">{why}</span>
          </li>
        ))}
      </ol>
      <p className="small">{add.steady}</p>
    </section>
  );
}
