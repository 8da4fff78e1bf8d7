import { useContext } from "react";
import { formatMoney, formatNumber } from "../../lib/format";
import { lastPart, pointer, textAt } from "../../lib/pointer";
import { texts } from "../../texts";
import type { Invoice } from "../../types/contracts";
import { EditingScope, FactValue } from "./FactValue";
import { ValueProof } from "./Proof";

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
          <Fact key={at} at={at} there={textAt(invoice, at) !== undefined} />
        ))}
      </dl>
    </section>
  );
}

/** The sums as printed, with each charge and tax that leads from the lines to the total. */
export function Totals({ invoice }: { invoice: Invoice }) {
  const { currency, charges = [], taxes = [] } = invoice;
  const money = (value: string) => formatMoney(value, currency);
  const sum = (at: string) => <Fact key={at} at={at} there={textAt(invoice, at) !== undefined} show={money} />;
  return (
    <section className="totals" aria-labelledby="totals">
      <h2 id="totals">{texts.review.totals}</h2>
      <dl>
        {BEFORE_TAX.map(sum)}
        {charges.map(({ kind, description }, index) => {
          const at = pointer("charges", index, "amount");
          return <Fact key={at} at={at} there name={description ?? texts.review.charges[kind]} show={money} />;
        })}
        {taxes.map(({ rate, basis }, index) => {
          const at = pointer("taxes", index, "amount");
          const name = texts.review.taxOn(rate && formatNumber(rate), basis && formatMoney(basis, currency));
          return <Fact key={at} at={at} there name={name} show={money} />;
        })}
        {AFTER_TAX.map(sum)}
      </dl>
    </section>
  );
}

interface FactProps {
  at: string;
  /** Whether the invoice has it. */
  there: boolean;
  name?: string;
  show?: (value: string) => string;
}

function Fact({ at, there, name, show }: FactProps) {
  const read = useContext(EditingScope)?.read;
  if (!there && textAt(read, at) === undefined) return null;
  const field = name ?? fieldName(at);
  return (
    <div data-field={lastPart(at)}>
      <dt>{field}</dt>
      <dd>
        <FactValue at={at} name={field} {...(show && { show })} />
        <ValueProof at={at} />
      </dd>
    </div>
  );
}

/** The name of a value of the invoice's head, or of its sums. */
function fieldName(at: string): string {
  const names: Record<string, string> = texts.review.fields;
  return (at === "/vendor/name" ? names.vendor_name : names[lastPart(at)]) ?? lastPart(at);
}
