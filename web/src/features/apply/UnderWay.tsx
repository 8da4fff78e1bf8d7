import { Notice } from "../../components/Notice";
import { texts } from "../../texts";
import type { Progress } from "../../types/contracts";
import type { Unknown } from "./submit";

interface UnderWayProps {
  /** "Applying…" or "Taking it back…". */
  title: string;
  /** "Applying 3 of 42". */
  counted: (done: number, of: number) => string;
  progress: Progress | undefined;
}

/** A change that is being made: how far it is, when it is a large one. */
export function UnderWay({ title, counted, progress }: UnderWayProps) {
  return (
    <div className="under-way card">
      <p className="loading" role="status">
        {progress ? counted(progress.done, progress.of) : title}
      </p>
      {progress && <progress value={progress.done} max={progress.of} aria-label={title} />}
      <p className="soft small">{texts.apply.progressBody}</p>
    </div>
  );
}

interface InDoubtProps {
  why: Unknown;
  /** What nobody knows yet. */
  title: string;
  onCheck: () => void;
}

/** No answer came: that it is being asked about, and that it cannot count twice. */
export function InDoubt({ why, title, onCheck }: InDoubtProps) {
  const check = (
    <button type="button" className="button slim" onClick={onCheck}>
      {texts.apply.checkNow}
    </button>
  );
  return (
    <Notice tone="warning" title={why === "busy" ? texts.apply.busy : title} actions={check}>
      <p>{why === "busy" ? texts.apply.busyBody : texts.apply.unknownBody}</p>
    </Notice>
  );
}
