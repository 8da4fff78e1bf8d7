import type { ReactNode } from "react";
import { Link } from "wouter";
import { Notice } from "../../components/Notice";
import { CodeLink, ProblemText } from "../../components/Said";
import { trim } from "../../lib/decimal";
import { formatChange, formatNumber } from "../../lib/format";
import { problemOf } from "../../lib/http";
import { texts } from "../../texts";
import { type Shortage, shortages } from "./plan";

/** A refusal: nothing was changed, why not, and what to do. The title says what it means for the stock. */
export function Rejected({ error, actions }: { error: unknown; actions?: ReactNode }) {
  const problem = problemOf(error);
  const short = problem.code === "NEGATIVE_STOCK" ? shortages(problem.facts) : [];
  return (
    <Notice tone="error" title={texts.apply.refused} actions={actions}>
      {short.length > 0 ? <Short items={short} /> : <ProblemText problem={problem} stockSaid />}
    </Notice>
  );
}

function Short({ items }: { items: readonly Shortage[] }) {
  return (
    <>
      <p>
        {texts.apply.short} <CodeLink code="NEGATIVE_STOCK" />
      </p>
      <ul className="short">
        {items.map(({ item, before, change, after }) => (
          <li key={item}>
            <Link href={`/inventory/${encodeURIComponent(item)}`}>
              {texts.apply.shortAfter(
                item,
                formatNumber(trim(before)),
                formatChange(trim(change)),
                formatNumber(trim(after)),
              )}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
