import { Icon } from "../../components/Icon";
import { formatChange, formatNumber } from "../../lib/format";
import { texts } from "../../texts";
import type { Candidate } from "../../types/contracts";
import { CellButton } from "./CellButton";
import { lineField } from "./corrected";
import { changeLine, confirm, excluded, included, stockChange } from "./decisions";
import { Factor, Received, SuggestedFactor } from "./Factor";
import { GridTd } from "./GridTd";
import type { LineProps } from "./LineGrid";
import { QuantitySource, Reason, reasonStep, StockEffect } from "./LineQuestions";
import { LineProof } from "./Proof";
import { StockItem } from "./StockItem";
import { useGridActions } from "./useGrid";
import { useLineItem } from "./useLineItems";

/** What the line means for the stock: which item, how many of it, or why nothing. */
export function StockRow(props: LineProps) {
  const { line, decision, locked } = props;
  if (line.kind !== "item") return <Band {...props}>{texts.review.notStock[line.kind]}</Band>;
  if (decision.exclude) return <Excluded {...props} />;
  if (decision.stock_effect === "none" && locked) return <Band {...props}>{texts.review.noChange}</Band>;
  return <Mapping {...props} />;
}

function Band({ children, ...props }: LineProps & { children: React.ReactNode }) {
  return (
    <tr role="row" className="means" aria-rowindex={2 * props.index + 3}>
      <GridTd span={7}>
        <div className={props.line.kind === "item" ? "band small" : "band small soft"}>
          {children}
          <Confirm {...props} />
        </div>
      </GridTd>
    </tr>
  );
}

function Mapping(props: LineProps) {
  const { line, draftLine, decision, change, locked, here } = props;
  const grid = useGridActions();
  const candidates = draftLine?.candidates ?? [];
  const info = useLineItem(decision.item);
  const moves = decision.stock_effect !== "none";
  const exclude = () => {
    change((review) => excluded(review, line.line_id), reasonStep(line.line_id, { exclude: true }));
    grid.go({ line: line.line_id, column: "reason" }, true);
  };
  return (
    <Band {...props}>
      <Icon name="into" />
      {moves && <StockItem {...props} candidates={candidates} name={info?.name} />}
      {moves && !decision.item && candidates.length > 1 && <Candidates {...props} candidates={candidates} />}
      {moves && decision.item && info && (
        <span className="equation">
          <Received {...props} />
          <Factor {...props} unit={info.unit} />
          <SuggestedFactor {...props} unit={info.unit} />
          <Outcome {...props} unit={info.unit} />
        </span>
      )}
      {moves && !decision.item && <Received {...props} />}
      <StockEffect {...props} />
      <QuantitySource {...props} />
      {!locked && (
        <CellButton
          here={here}
          column="exclude"
          className="quiet exclude"
          label={texts.review.excludeLine(line.line_id)}
          onPress={exclude}
        >
          {texts.review.exclude}
        </CellButton>
      )}
      <Reason {...props} />
    </Band>
  );
}

/** The article was several things before: which one it is now is a choice, never a guess. */
function Candidates({ line, here, change, locked, candidates }: LineProps & { candidates: readonly Candidate[] }) {
  const grid = useGridActions();
  return (
    <span className="candidates">
      <span className="soft">{texts.review.knownAs}</span>
      {candidates.map(({ item, name, unit, factor, quantity_source }, index) => (
        <CellButton
          key={`${item} ${factor}`}
          here={here}
          column={`candidate${index}`}
          label={texts.review.takeCandidate(line.line_id, `${item} ${name}`, formatNumber(factor), unit)}
          onPress={() => {
            if (locked) return;
            change((review) => changeLine(review, line.line_id, { item, factor, quantity_source }));
            grid.go({ line: line.line_id, column: "item" });
          }}
        >
          <code>{item}</code> × {formatNumber(factor)} {unit}
        </CellButton>
      ))}
    </span>
  );
}

function Outcome({ line, decision, creditNote, unit }: LineProps & { unit: string }) {
  const amount = stockChange(line, decision, creditNote);
  if (amount === null) return null;
  return <strong className="outcome">= {texts.review.change(formatChange(amount), unit)}</strong>;
}

function Excluded(props: LineProps) {
  const { line, change, locked, here } = props;
  const grid = useGridActions();
  return (
    <Band {...props}>
      <Icon name="stop" />
      <Reason {...props} />
      {!locked && (
        <CellButton
          here={here}
          column="exclude"
          className="quiet exclude"
          label={texts.review.includeLine(line.line_id)}
          onPress={() => {
            change((review) => included(review, line.line_id));
            grid.go({ line: line.line_id, column: "item" });
          }}
        >
          {texts.review.include}
        </CellButton>
      )}
    </Band>
  );
}

/** Where the vendor is not known, somebody looks at each line and says that it is right. */
function Confirm(props: LineProps) {
  const { line, index, here, change, suggested, confirmed, locked } = props;
  if (!suggested) return null;
  if (locked) return <LineProof {...props} />;
  const word = confirmed ? texts.review.confirmed : texts.review.confirm;
  return (
    <>
      <LineProof {...props} />
      <CellButton
        here={here}
        column="confirm"
        className={confirmed ? "quiet confirm done" : "confirm"}
        label={`${word}: ${texts.review.confirmLine(line.line_id)}`}
        pressed={confirmed}
        onPress={() => change((review) => confirm(review, lineField(index), !confirmed))}
      >
        <Icon name="check" /> {word}
      </CellButton>
    </>
  );
}
