import { formatDate, formatMoney, formatNumber } from "../../lib/format";
import { lastPart, pointer, textAt } from "../../lib/pointer";
import { texts } from "../../texts";
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
const BEFORE_TAX = ["/totals/lines_net", "/totals/allowances", "/totals/charges"];
const AFTER_TAX = ["tax", "rounding", "grand", "prepaid", "amount_due"].map((name) => `/totals/${name}`);

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

/** The sums as printed, with each charge and tax that leads from the lines to the total. */
export function Totals({ invoice }: { invoice: Invoice }) {
  const { currency, charges = [], taxes = [] } = invoice;
  const sum = (at: string) => {
    const value = textAt(invoice, at);
    return <Fact key={at} at={at} text={value && formatMoney(value, currency)} />;
  };
  return (
    <section className="totals" aria-labelledby="totals">
      <h2 id="totals">{texts.review.totals}</h2>
      <dl>
        {BEFORE_TAX.map(sum)}
        {charges.map(({ kind, description, amount }, index) => {
          const at = pointer("charges", index, "amount");
          return (
            <Fact
              key={at}
              at={at}
              name={description ?? texts.review.charges[kind]}
              text={formatMoney(amount, currency)}
            />
          );
        })}
        {taxes.map(({ rate, basis, amount }, index) => {
          const at = pointer("taxes", index, "amount");
          const name = texts.review.taxOn(rate && formatNumber(rate), basis && formatMoney(basis, currency));
          return <Fact key={at} at={at} name={name} text={formatMoney(amount, currency)} />;
        })}
        {AFTER_TAX.map(sum)}
      </dl>
    </section>
  );
}

function Fact({ at, text, name }: { at: string; text: string | undefined; name?: string }) {
  if (text === undefined) return null;
  const field = name ?? fieldName(at);
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
