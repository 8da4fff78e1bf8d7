import { useEffect, useId, useRef, useState } from "react";
import { jobName } from "../../lib/job";
import { texts } from "../../texts";
import type { Job } from "../../types/contracts";
import { SHORTEST_REASON } from "./ApplyForm";

interface ReverseDialogProps {
  job: Job;
  items: number;
  onReason: (reason: string) => void;
  onClose: () => void;
}

/** Asks why, says what it does, and only then lets it happen. Shown as long as it is mounted. */
export function ReverseDialog({ job, items, onReason, onClose }: ReverseDialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState("");
  const given = reason.trim();
  useEffect(() => dialog.current?.showModal(), []);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (given.length < SHORTEST_REASON) return;
    dialog.current?.close();
    onReason(given);
  };
  const title = texts.apply.reverseTitle(jobName(job));
  return (
    <dialog ref={dialog} onClose={onClose} aria-label={title}>
      <form onSubmit={submit}>
        <h2>{title}</h2>
        <p>{texts.apply.reverseBody(items)}</p>
        <div className="field">
          <label htmlFor={id}>{texts.apply.reverseReason}</label>
          <input
            id={id}
            className="input"
            placeholder={texts.apply.reasonShort}
            autoComplete="off"
            maxLength={512}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </div>
        <div className="actions">
          <button type="button" className="button quiet" onClick={() => dialog.current?.close()}>
            {texts.app.cancel}
          </button>
          <button type="submit" className="button primary" disabled={given.length < SHORTEST_REASON}>
            {texts.apply.reverseButton(items)}
          </button>
        </div>
      </form>
    </dialog>
  );
}
