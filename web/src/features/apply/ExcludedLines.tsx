import { texts } from "../../texts";
import type { Excluded } from "../../types/contracts";

/** The lines that leave stock alone, and why: folded, for they change nothing. */
export function ExcludedLines({ excluded }: { excluded: readonly Excluded[] }) {
  if (excluded.length === 0) return null;
  const words: Record<string, string> = texts.apply.why;
  return (
    <details className="excluded">
      <summary>{texts.apply.excluded(excluded.length)}</summary>
      <ul>
        {excluded.map(({ line_id, description, why }) => (
          <li key={line_id}>
            <span>{texts.apply.fromLine(line_id)}</span>
            <span>{description}</span>
            <span className="soft">{words[why] ?? why}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
