import { ProblemNotice } from "../components/Notice";
import { ApiProblem, local } from "../lib/http";
import { texts } from "../texts";

interface PartMissingProps {
  /** How often it was asked for. */
  times: number;
  onRetry: () => void;
}

/**
 * That a part of the page did not come, which is asked for again meanwhile. After the second time the page can be
 * loaded anew: most browsers remember that a part was missing, and after an update its old parts may be gone.
 */
export function PartMissing({ times, onRetry }: PartMissingProps) {
  const problem = local("PART_MISSING", 0, texts.errors.partMissing, texts.errors.partHint);
  const reload = (
    <button type="button" className="button slim" onClick={() => location.reload()}>
      {texts.app.reload}
    </button>
  );
  return (
    <ProblemNotice
      error={new ApiProblem(problem)}
      title={texts.app.partMissing}
      onRetry={onRetry}
      actions={times > 1 && reload}
    />
  );
}
