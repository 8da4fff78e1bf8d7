import { Icon } from "../../components/Icon";
import { CodeLink, FindingText } from "../../components/Said";
import { texts } from "../../texts";
import type { ReadingFinding } from "../../types/contracts";
import { findingKey } from "./problems";
import { ofFinding, useSources } from "./selection";

const ABOUT_FILE = new Set([
  "REPAIRED",
  "TRAILING_DATA",
  "JUNK_BEFORE_HEADER",
  "INCREMENTAL_UPDATES",
  "ACTIVE_CONTENT",
  "EMBEDDED_FILES",
  "HIDDEN_TEXT",
  "OVERLAPPING_TEXT",
  "UNICODE_SUSPECT",
  "ENGINES_DISAGREE",
]);

/**
 * Whether it is about the PDF as a file, and stops nothing: then it is told beside the page, not among the values.
 * Hidden or doubtful text that names a value or a line is about that one.
 */
export function isAboutFile({ code, severity, line_ids, path }: ReadingFinding): boolean {
  return severity !== "error" && line_ids.length === 0 && path === undefined && ABOUT_FILE.has(code);
}

/** What is odd about the file itself, told quietly above its page. */
export function FileNotes({ findings }: { findings: readonly ReadingFinding[] }) {
  const { select, sources } = useSources();
  if (findings.length === 0) return null;
  return (
    <ul className="file-notes small" aria-label={texts.reader.aboutFile(findings.length)}>
      {findings.map((finding) => (
        <li key={findingKey(finding)} className={finding.severity}>
          <Icon name={finding.severity === "warning" ? "warning" : "info"} />
          <span>
            <span className="hidden-visually">{texts.review.severity[finding.severity]}: </span>
            <button
              type="button"
              className="value"
              data-problem={findingKey(finding)}
              onClick={() => select(ofFinding(finding, sources))}
            >
              <FindingText finding={finding} />
            </button>{" "}
            <CodeLink code={finding.code} />
          </span>
        </li>
      ))}
    </ul>
  );
}
