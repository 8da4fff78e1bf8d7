import { useId } from "react";
import { texts } from "../../texts";

const SHORTEST = 3;
const LONGEST = 512;

/** Whether this says enough for the ledger to keep. */
export function isReason(text: string): boolean {
  return text.trim().length >= SHORTEST;
}

interface ReasonFieldProps {
  label: string;
  reason: string;
  onReason: (reason: string) => void;
}

/** Why somebody does what is not done every day. */
export function ReasonField({ label, reason, onReason }: ReasonFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        placeholder={texts.apply.reasonShort}
        autoComplete="off"
        maxLength={LONGEST}
        value={reason}
        onChange={({ target }) => onReason(target.value)}
      />
    </div>
  );
}
