import { texts } from "../../texts";
import { ofValue, useSelection } from "./selection";

interface ValueProps {
  at: string;
  /** What the value is, for those who cannot see the column. */
  field: string;
  line?: string;
  text: string | undefined;
  className?: string;
}

/** A value as read; pressing it shows where it stands on the page. */
export function Value({ at, field, line, text, className = "" }: ValueProps) {
  const { selected, select, sources } = useSelection();
  if (text === undefined) return <span className="soft">–</span>;
  const name = line === undefined ? `${field}: ${text}` : texts.review.valueOf(field, line, text);
  return (
    <button
      type="button"
      className={`value ${className}`}
      aria-label={name}
      aria-pressed={selected?.pointer === at}
      data-pointer={at}
      onClick={() => select(ofValue(at, sources))}
    >
      {text}
    </button>
  );
}
