import { createContext, useContext, useEffect, useMemo, useRef, useState } from "react";
import { isOnPage } from "../../lib/boxes";
import { kindOf, readValue, shownValue, typeableValue } from "../../lib/fieldValue";
import { type Pointer, textAt } from "../../lib/pointer";
import { texts } from "../../texts";
import type { Invoice, ReviewInput } from "../../types/contracts";
import { valueNow } from "./corrected";
import { correct } from "./decisions";
import { GridCell } from "./GridCell";
import { ofValue, useSelection } from "./selection";
import type { FieldIssues } from "./useFieldIssues";
import { type GridActions, GridScope } from "./useGrid";
import type { Change } from "./useReview";

/** What the head and the sums of the invoice are edited with. */
interface Editing {
  /** As it was read. */
  read: Invoice;
  corrections: ReviewInput["corrections"];
  change: Change;
  report: FieldIssues["report"];
  locked: boolean;
}

export const EditingScope = createContext<Editing | null>(null);

/** Who the vendor is decides which plugin read the page: that is not corrected value by value. */
const FIXED = /^\/vendor\//;
const REQUIRED = new Set(["/invoice_number", "/invoice_date", "/totals/grand"]);

interface FactValueProps {
  at: Pointer;
  name: string;
  /** How a value is shown, where not as its kind is. */
  show?: (value: string) => string;
}

/** A value outside the lines, edited in its place like theirs; pressing it shows where it stands on the page. */
export function FactValue({ at, name, show }: FactValueProps) {
  const editing = useContext(EditingScope);
  const { selected, select, sources } = useSelection();
  const [open, setOpen] = useState(false);
  const holder = useRef<HTMLSpanElement>(null);
  const actions = useActions(setOpen);
  useEffect(() => {
    if (!open && holder.current?.contains(document.activeElement) === false && document.activeElement === document.body)
      holder.current.querySelector<HTMLElement>("button")?.focus();
  }, [open]);
  if (editing === null) return null;
  const { read, corrections, change, report, locked } = editing;
  const was = textAt(read, at);
  const now = valueNow(was, corrections, at);
  const inWords = (value: string) => (show ? show(value) : shownValue(at, value));
  const shown = now === undefined ? texts.review.nothing : inWords(now);
  const printed = sources[at]
    ?.filter(isOnPage)
    .map(({ text }) => text)
    .join(" ");
  return (
    <GridScope value={actions}>
      <span ref={holder}>
        <GridCell
          here={{ line: "", column: at, editing: open, start: undefined }}
          column={at}
          label={`${name}: ${shown}`}
          note={now === was ? undefined : texts.review.wasRead(was && inWords(was))}
          shown={shown}
          typeable={now === undefined ? "" : typeableValue(at, now)}
          read={(typed) => (typed.trim() === "" && !REQUIRED.has(at) ? { value: undefined } : readValue(at, typed))}
          onCommit={(value) =>
            void change((review) => correct(review, at, value === was ? undefined : (value ?? null)))
          }
          onValidity={report}
          shows={at}
          hint={printed ? texts.review.printed(printed) : texts.review.notPrinted}
          tone={now === was ? undefined : "corrected"}
          numeric={kindOf(at) === "number"}
          onFocus={() => select(ofValue(at, sources))}
          pressed={selected?.pointer === at}
          locked={locked || FIXED.test(at)}
        />
      </span>
    </GridScope>
  );
}

/** The one cell is its own grid: it is opened and closed, and leads nowhere else. */
function useActions(setOpen: (open: boolean) => void): GridActions {
  return useMemo(
    () => ({
      go: (_, edit = false) => setOpen(edit),
      landed: () => {},
      stop: () => setOpen(false),
      move: () => false,
    }),
    [setOpen],
  );
}
