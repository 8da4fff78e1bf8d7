import { useId } from "react";

interface TextFieldProps {
  label: string;
  value: string;
  /** What the field is for. */
  hint?: string | undefined;
  /** Why what stands in it will not do. */
  wrong?: string | undefined;
  onChange: (value: string) => void;
}

/** A line of text with its label above and, below, a hint or what is wrong. */
export function TextField({ label, value, hint, wrong, onChange }: TextFieldProps) {
  const id = useId();
  const note = wrong ?? hint;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        autoComplete="off"
        spellCheck={false}
        value={value}
        aria-invalid={wrong !== undefined}
        aria-describedby={note && `${id}-note`}
        onChange={({ target }) => onChange(target.value)}
      />
      {note && (
        <span id={`${id}-note`} className={wrong ? "wrong" : "hint"}>
          {note}
        </span>
      )}
    </div>
  );
}
