import { Icon } from "../../components/Icon";
import { isOnPage } from "../../lib/boxes";
import { compare } from "../../lib/decimal";
import { kindOf, readValue, shownValue, typeableValue } from "../../lib/fieldValue";
import { formatNumber } from "../../lib/format";
import { textAt } from "../../lib/pointer";
import { texts } from "../../texts";
import type { InvoiceLine } from "../../types/contracts";
import { DETAILS, MORE_DETAILS, mayBeEmpty } from "./cells";
import { lineField } from "./corrected";
import { correct } from "./decisions";
import { GridCell } from "./GridCell";
import { GridTd } from "./GridTd";
import type { LineProps } from "./LineGrid";
import { type Mark, markOf } from "./marks";
import { splitDescription, useSources } from "./selection";

const { columns } = texts.review;

/** The line as the invoice says it; every value is corrected in its place. */
export function LineRow(props: LineProps) {
  const { line, index } = props;
  const cell = (className: string, column: string, name: string) => (
    <GridTd className={className} label={name}>
      <ValueCell {...props} column={column} name={name} />
      {column === "unit_price" && <Basis line={line} />}
    </GridTd>
  );
  return (
    <tr role="row" className="said" aria-rowindex={2 * index + 2}>
      {cell("no", "line_number", columns.line)}
      {cell("sku mono", line.vendor_sku || !line.gtin ? "vendor_sku" : "gtin", columns.sku)}
      <GridTd className="description">
        <ValueCell {...props} column="description" name={columns.description} />
        <Rest {...props} />
        <Details {...props} />
      </GridTd>
      {cell("number qty", "qty_shipped", columns.qty)}
      {cell("unit", line.uom_raw || !line.uom ? "uom_raw" : "uom", columns.unit)}
      {cell("number price", "unit_price", columns.price)}
      {cell("number amount", "line_total", columns.amount)}
    </tr>
  );
}

interface ValueCellProps extends LineProps {
  /** The value's place in the line: "unit_price", "serials/0". */
  column: string;
  name: string;
}

function ValueCell(props: ValueCellProps) {
  const { line, read, index, here, column, name, marks, change, report, locked } = props;
  const { sources } = useSources();
  const at = lineField(index, ...column.split("/"));
  const was = textAt(read, `/${column}`);
  const now = textAt(line, `/${column}`);
  const shown = now === undefined ? undefined : shownValue(at, now);
  const printed = sources[at]
    ?.filter(isOnPage)
    .map(({ text }) => text)
    .join(" ");
  const corrected = now !== was;
  const mark = markOf(marks, column);
  return (
    <>
      <GridCell
        here={here}
        column={column}
        label={texts.review.valueOf(name, line.line_id, shown ?? texts.review.nothing)}
        note={[mark && texts.review.marks[mark], corrected && texts.review.wasRead(was && shownValue(at, was))]
          .filter(Boolean)
          .join(". ")}
        shown={flagged(
          mark,
          column === "description" ? splitDescription(now, sources[at])[0] : (shown ?? standIn(column, line)),
        )}
        typeable={now === undefined ? "" : typeableValue(at, now)}
        read={(typed) => (typed.trim() === "" && mayBeEmpty(column) ? { value: undefined } : readValue(at, typed))}
        onCommit={(value) => void change((review) => correct(review, at, corrections(value, was)))}
        onValidity={report}
        shows={at}
        hint={printed ? texts.review.printed(printed) : texts.review.notPrinted}
        tone={mark ?? (corrected ? "corrected" : undefined)}
        numeric={kindOf(at) === "number"}
        locked={locked}
        className={shown === undefined && !standIn(column, line) ? "empty-cell" : ""}
      />
      {corrected && <span className="was sub">{texts.review.wasRead(was && shownValue(at, was))}</span>}
    </>
  );
}

/** A line without a printed number is called by its place in the invoice. */
function standIn(column: string, line: InvoiceLine): string | undefined {
  return column === "line_number" ? line.line_id : undefined;
}

/** What is read anyway is no correction; emptied, a value that was read is taken away. */
function corrections(value: string | undefined, was: string | undefined): string | null | undefined {
  if (value === was) return undefined;
  return value ?? null;
}

/** A flag says by its shape and by a word, not by its colour alone, that a value wants a look. Most values have none. */
function flagged(mark: Mark | undefined, text: string | undefined) {
  if (mark !== "error" && mark !== "warning") return text;
  return (
    <>
      <Icon name={mark} />
      {text}
    </>
  );
}

/** What was joined to the first printed line of a description stands smaller. */
function Rest({ line, index, here }: LineProps) {
  const { sources } = useSources();
  if (here.editing && here.column === "description") return null;
  const [, rest] = splitDescription(line.description, sources[lineField(index, "description")]);
  return rest ? <span className="sub">{rest}</span> : null;
}

/** What else is printed: always what helps to recognise the goods, the rest when all values are asked for. */
function Details(props: LineProps) {
  const { line, all, here, marks } = props;
  const wanted = (name: string) =>
    textAt(line, `/${name}`) !== undefined || here.column === name || markOf(marks, name) !== undefined;
  const more = MORE_DETAILS.filter((name) => all || here.column === name || markOf(marks, name) !== undefined);
  const shownAsSku = line.vendor_sku ? "" : "gtin";
  const names = [...DETAILS, ...more].filter((name) => name !== shownAsSku && wanted(name));
  const lists = [
    ...(line.serials ?? []).map((_, at) => [`serials/${at}`, texts.review.details.serials] as const),
    ...(all ? (line.allowances ?? []) : []).map(
      (_, at) => [`allowances/${at}/amount`, texts.review.details.allowance] as const,
    ),
  ];
  if (names.length + lists.length === 0) return null;
  return (
    <span className="details">
      {[...names.map((name) => [name, texts.review.details[name]] as const), ...lists].map(([column, name]) => (
        <span key={column} className="detail">
          <span className="soft">{name}</span> <ValueCell {...props} column={column} name={name} />
        </span>
      ))}
    </span>
  );
}

/** "per 100 EA", where the price is not for one. */
function Basis({ line: { price_qty, price_uom } }: { line: InvoiceLine }) {
  if (!price_qty || compare(price_qty, "1") === 0) return null;
  return <span className="sub">{texts.review.perQuantity(formatNumber(price_qty), price_uom ?? "")}</span>;
}
