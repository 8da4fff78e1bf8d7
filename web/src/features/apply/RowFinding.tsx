import { Icon } from "../../components/Icon";
import { CodeLink, FindingText } from "../../components/Said";
import { isDecimal } from "../../lib/decimal";
import { formatMoney } from "../../lib/format";
import { texts } from "../../texts";
import type { ReadingFinding } from "../../types/contracts";

/** What is odd about this row, with icon, words and code. */
export function RowFinding({ finding, currency }: { finding: ReadingFinding; currency: string | undefined }) {
  return (
    <p className="oddity small">
      <Icon name="warning" />
      <span>
        {priceJump(finding, currency) ?? <FindingText finding={finding} />} <CodeLink code={finding.code} />
      </span>
    </p>
  );
}

/** A jump in price in the page's own words; undefined for every other finding. */
function priceJump({ code, expected, actual }: ReadingFinding, currency: string | undefined): string | undefined {
  if (code !== "PRICE_JUMP" || !expected || !actual || !isDecimal(expected) || !isDecimal(actual)) return undefined;
  return texts.apply.priceJump(formatMoney(actual, currency), formatMoney(expected, currency));
}
