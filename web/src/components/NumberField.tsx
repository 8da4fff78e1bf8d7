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
  describedBy?: string;
}

/** A number that is never reformatted while it is typed, and refused with both readings when it could mean two. */
export function NumberField(props: NumberFieldProps) {
  const { label, value, describedBy } = props;
  const { typed, wrong, type, leave } = useTyping(props);
  const message = useId();
  return (
    <>
      <input
        className="input number"
        inputMode="decimal"
        autoComplete="off"
        aria-label={label}
        aria-invalid={wrong !== null}
        aria-describedby={wrong ? message : describedBy}
        value={typed ?? (value === undefined ? "" : typeable(value))}
        onChange={({ target }) => type(target.value)}
        onBlur={leave}
      />
      {wrong && (
        <span className="wrong" id={message} role="alert">
          {wrong}
        </span>
      )}
    </>
  );
}

/** What is being typed (null: nothing), and why it will not do, once the field was left with it. */
function useTyping(props: NumberFieldProps) {
  const { onValue, onValidity } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const [touched, setTouched] = useState(false);
  const wrong = typed === null ? null : whyNot(typed, props);
  const valid = wrong === null;
  const tell = useEffectEvent((now: boolean) => onValidity?.(now));
  useEffect(() => tell(valid), [valid]);
  useEffect(() => () => tell(true), []);
  const type = (text: string) => {
    setTyped(text);
    if (whyNot(text, props) === null) onValue(read(text));
  };
  const leave = () => {
    setTouched(true);
    if (valid) setTyped(null);
  };
  return { typed, wrong: touched ? wrong : null, type, leave };
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
