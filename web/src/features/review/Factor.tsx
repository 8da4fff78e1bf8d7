import { useId } from "react";
import type { ItemInfo } from "../../components/itemInfo";
import { NumberField } from "../../components/NumberField";
import { compare } from "../../lib/decimal";
import { texts } from "../../texts";
import { changeLine } from "./decisions";
import type { LineProps } from "./LineGrid";

interface FactorProps extends LineProps {
  info: ItemInfo;
  /** What the line itself calls the goods: an item of the same name need not be named again. */
  described: string | undefined;
}

/** "1 Kt = 12 Fl": how many stock units one unit of the invoice is. Never guessed. */
export function Factor({ line, decision, change, report, locked, info, described }: FactorProps) {
  const help = useId();
  const unit = invoiceUnit(line, decision.quantity_source);
  return (
    <span className="factor">
      {info.name !== described && (
        <span className="name" title={info.name}>
          {info.name}
        </span>
      )}
      <span className="equation">
        1 {unit} =
        <NumberField
          className="slim"
          label={texts.review.factor(line.line_id)}
          describedBy={help}
          value={decision.factor}
          placeholder="?"
          disabled={locked}
          onValue={(factor) => change((review) => changeLine(review, line.line_id, { factor }))}
          onValidity={(valid) => report(`factor ${line.line_id}`, valid)}
          refuse={(value) => (compare(value, "0") > 0 ? null : texts.number.notPositive)}
          optional
        />
        {info.unit}
      </span>
      <span id={help} className="hidden-visually">
        {texts.review.factorHelp(unit, info.unit)}
      </span>
    </span>
  );
}

function invoiceUnit(line: LineProps["line"], source: string | undefined): string {
  if (source === "weight" && line.weight_uom) return line.weight_uom;
  return line.uom_raw ?? line.uom ?? texts.review.noUnit;
}
