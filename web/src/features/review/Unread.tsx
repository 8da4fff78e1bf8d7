import { Notice } from "../../components/Notice";
import { texts } from "../../texts";
import type { ReadingUnread } from "../../types/contracts";
import { ofUnread, useSelection } from "./selection";

/** Texts among the lines that became nothing: silence about them would be the worst failure there is. */
export function Unread({ rows }: { rows: readonly ReadingUnread[] }) {
  const { selected, select } = useSelection();
  if (rows.length === 0) return null;
  return (
    <Notice tone="warning" title={texts.review.unread}>
      <p className="small">{texts.review.unreadLead}</p>
      <ul className="unread">
        {rows.map((row, index) => {
          const target = ofUnread(row);
          return (
            <li key={target.key}>
              <button
                type="button"
                className="value"
                data-problem={`unread ${index}`}
                aria-label={texts.review.unreadShow(row.text)}
                aria-pressed={selected?.key === target.key}
                onClick={() => select(target)}
              >
                {row.text}
              </button>
              <span className="soft small">{row.why}</span>
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
