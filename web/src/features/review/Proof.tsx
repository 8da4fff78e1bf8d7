import { useContext } from "react";
import { Icon } from "../../components/Icon";
import type { Pointer } from "../../lib/pointer";
import { suggestionTexts } from "../../texts/suggestion";
import { EditingScope } from "./FactValue";
import type { LineProps } from "./LineGrid";
import { lineProof, shownEquation } from "./proofs";
import { useSources } from "./selection";

/** By which equation the line is proved, or that it is not; what was corrected is a person's word, no proof's. */
export function LineProof({ line, read, index }: LineProps) {
  const { proofs } = useSources();
  const changed = NUMBERS.some((name) => line[name] !== read[name]);
  return changed ? null : <Proof equation={lineProof(proofs, index)} />;
}

const NUMBERS = ["qty_shipped", "unit_price", "line_total"] as const;

/** By which equation a value of the head or of the sums is proved; nothing where none does. */
export function ValueProof({ at }: { at: Pointer }) {
  const { proofs } = useSources();
  const corrected = useContext(EditingScope)?.corrections[at] !== undefined;
  const equation = proofs[at];
  return equation === undefined || corrected ? null : <Proof equation={equation} />;
}

function Proof({ equation }: { equation: string | undefined }) {
  const say = suggestionTexts();
  return (
    <span className="proof soft small">
      <Icon name={equation === undefined ? "eye" : "check"} />
      {equation === undefined ? say.unproved : say.proved(shownEquation(equation))}
    </span>
  );
}
