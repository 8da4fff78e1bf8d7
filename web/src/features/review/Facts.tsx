import { formatDate, formatMoney } from "../../lib/format";
import { lastPart, textAt } from "../../lib/pointer";
import { texts } from "../../lib/texts";
import type { Invoice } from "../../types/contracts";
import { Value } from "./Value";

const FACTS = [
  "/vendor/name",
  "/invoice_number",
  "/invoice_date",
  "/delivery_date",
  "/due_date",
  "/purchase_order",
  "/customer_number",
];
const TOTALS = ["lines_net", "allowances", "charges", "tax", "rounding", "prepaid", "grand", "amount_due"].map(
  (name) => `/totals/${name}`,
);

/** Who, which, when: the head of the invoice. */
export function Facts({ invoice }: { invoice: Invoice }) {
  return (
    <section aria-labelledby="facts">
      <h2 id="facts" className="hidden-visually">
        {texts.review.facts}
      </h2>
      <dl className="facts">
        {FACTS.map((at) => (
          <Fact key={at} at={at} text={shown(at, textAt(invoice, at))} />
        ))}
      </dl>
    </section>
  );
}

/** The sums as printed. */
export function Totals({ invoice }: { invoice: Invoice }) {
  return (
    <section className="totals" aria-labelledby="totals">
      <h2 id="totals">{texts.review.totals}</h2>
      <dl>
        {TOTALS.map((at) => {
          const value = textAt(invoice, at);
          return <Fact key={at} at={at} text={value && formatMoney(value, invoice.currency)} />;
        })}
      </dl>
    </section>
  );
}

function Fact({ at, text }: { at: string; text: string | undefined }) {
  if (text === undefined) return null;
  const field = fieldName(at);
  return (
    <div data-field={lastPart(at)}>
      <dt>{field}</dt>
      <dd>
        <Value at={at} field={field} text={text} />
      </dd>
    </div>
  );
}

/** The name of a value of the invoice's head, or of its sums. */
export function fieldName(at: string): string {
  const names: Record<string, string> = texts.review.fields;
  return (at === "/vendor/name" ? names.vendor_name : names[lastPart(at)]) ?? lastPart(at);
}

function shown(at: string, value: string | undefined): string | undefined {
  return value !== undefined && at.endsWith("_date") ? formatDate(value) : value;
}
