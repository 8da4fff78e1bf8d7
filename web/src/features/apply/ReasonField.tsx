import { type RefObject, useId } from "react";
import { LONGEST_REASON } from "../../lib/reason";
import { texts } from "../../texts";

interface ReasonFieldProps {
  field?: RefObject<HTMLInputElement | null>;
  label: string;
  reason: string;
  onReason: (reason: string) => void;
}

/** Asks why; what is given is a reason only if `isReason` says so. */
export function ReasonField({ field, label, reason, onReason }: ReasonFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        ref={field}
        id={id}
        className="input"
        placeholder={texts.apply.reasonShort}
        autoComplete="off"
        maxLength={LONGEST_REASON}
        value={reason}
        onChange={({ target }) => onReason(target.value)}
      />
    </div>
  );
}
