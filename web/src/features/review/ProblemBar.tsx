import { Icon } from "../../components/Icon";
import { findingSaid } from "../../lib/said";
import { texts } from "../../texts";
import type { InvoiceLine } from "../../types/contracts";
import type { Problem } from "./problems";
import type { Problems } from "./useProblems";

interface ProblemBarProps {
  walk: Problems;
  lines: readonly InvoiceLine[];
  locked: boolean;
}

/** How much is still open, and the way from one to the next; quiet when there is nothing. */
export function ProblemBar({ walk, lines, locked }: ProblemBarProps) {
  const { problems, current } = walk;
  if (locked) return null;
  const blocking = problems.filter((problem) => problem.blocking).length;
  const place = current ? problems.indexOf(current) + 1 : 0;
  return (
    <section className="problem-bar" data-open={problems.length > 0} aria-label={texts.review.problems}>
      <p className="count" role="status">
        <Icon name={blocking > 0 ? "error" : problems.length > 0 ? "warning" : "check"} />{" "}
        {texts.review.problemCount(blocking, problems.length - blocking)}
      </p>
      {problems.length > 0 && (
        <>
          <p className="what small" aria-live="polite">
            {current ? problemText(current, lines) : <span className="soft">{texts.review.problemKeys}</span>}
          </p>
          <div className="row">
            {current?.confirms !== undefined && (
              <button type="button" className="button slim" onClick={walk.settleCurrent}>
                <Icon name="check" /> {texts.review.isRight}
              </button>
            )}
            <button
              type="button"
              className="button slim"
              aria-label={texts.review.previousProblem}
              onClick={walk.previous}
            >
              <Icon name="left" />
            </button>
            <span className="soft small place">{place > 0 ? `${place}/${problems.length}` : ""}</span>
            <button type="button" className="button slim" aria-label={texts.review.nextProblem} onClick={walk.next}>
              <Icon name="right" />
            </button>
          </div>
        </>
      )}
    </section>
  );
}

function problemText(problem: Problem, lines: readonly InvoiceLine[]): string {
  const { kind, line, finding, unread } = problem;
  const found = lines.find(({ line_id }) => line_id === line);
  const article = found?.vendor_sku ?? found?.description ?? "";
  if (finding) return findingSaid(finding).join(": ");
  if (unread) return texts.review.problem.unread(unread.text);
  if (kind === "vendor") return texts.review.problem.vendor;
  if (kind === "finding" || kind === "doubt" || kind === "unread") return "";
  return texts.review.problem[kind](line ?? "", article);
}
