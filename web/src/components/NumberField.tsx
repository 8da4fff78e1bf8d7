import { useEffect, useEffectEvent, useId, useState } from "react";
import { typeable } from "../lib/format";
import { parseNumber } from "../lib/parseNumber";
import { numberRefusal } from "../lib/refusal";
import type { Decimal } from "../types/contracts";

interface NumberFieldProps {
  label: string;
  value: Decimal | undefined;
  /** Called with every valid number while it is typed; undefined when the field was emptied and may be. */
  onValue: (value: Decimal | undefined) => void;
  /** Called when the text stops or starts being a usable number. */
  onValidity?: (valid: boolean) => void;
  /** Why a well-formed number is still not acceptable, or null. */
  refuse?: (value: Decimal) => string | null;
  /** Whether an empty field is fine. */
  optional?: boolean;
  disabled?: boolean;
  className?: string;
  describedBy?: string;
  placeholder?: string;
  onFocus?: () => void;
  /** The JSON Pointer of the value that is edited, by which the page of the PDF finds this field. */
  pointer?: string;
}

/** A number that is never reformatted while it is typed, and refused with both readings when it could mean two. */
export function NumberField(props: NumberFieldProps) {
  const {
    label,
    value,
    onValue,
    onValidity,
    disabled = false,
    className = "",
    describedBy,
    placeholder,
    onFocus,
    pointer,
  } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const [touched, setTouched] = useState(false);
  const message = useId();
  const wrong = typed === null ? null : whyNot(typed, props);
  const valid = wrong === null;
  const tell = useEffectEvent((now: boolean) => onValidity?.(now));
  useEffect(() => tell(valid), [valid]);
  useEffect(() => () => tell(true), []);
  const shownError = touched ? wrong : null;
  return (
    <>
      <input
        className={`input number ${className}`}
        inputMode="decimal"
        autoComplete="off"
        aria-label={label}
        aria-invalid={shownError !== null}
        aria-describedby={shownError ? message : describedBy}
        data-pointer={pointer}
        placeholder={placeholder}
        disabled={disabled}
        onFocus={onFocus}
        value={typed ?? (value === undefined ? "" : typeable(value))}
        onChange={({ target }) => {
          setTyped(target.value);
          if (whyNot(target.value, props) === null) onValue(read(target.value));
        }}
        onBlur={() => {
          setTouched(true);
          if (valid) setTyped(null);
        }}
      />
      {shownError && (
        <span className="wrong" id={message} role="alert">
          {shownError}
        </span>
      )}
    </>
  );
}

function read(typed: string): Decimal | undefined {
  const parsed = parseNumber(typed);
  return parsed.ok ? parsed.value : undefined;
}

function whyNot(typed: string, { optional = false, refuse }: NumberFieldProps): string | null {
  const parsed = parseNumber(typed);
  if (parsed.ok) return refuse?.(parsed.value) ?? null;
  return parsed.why === "empty" && optional ? null : numberRefusal(typed);
}
