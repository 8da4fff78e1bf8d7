import { useEffect, useEffectEvent, useRef } from "react";
import { Link } from "wouter";
import { Icon } from "../../components/Icon";
import { texts } from "../../texts";

interface DecisionProps {
  job: string;
  /** How many items change. */
  changes: number;
  checked: boolean;
  onChecked: (checked: boolean) => void;
  /** It may be sent. */
  ready: boolean;
  /** It is sent already. */
  locked: boolean;
  onApply: () => void;
}

/** One tick and one button, always in sight: Space ticks, Ctrl+Enter applies. */
export function Decision({ job, changes, checked, onChecked, ready, locked, onApply }: DecisionProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Not taken from a person who is somewhere else already.
    if (isNowhere(document.activeElement)) box.current?.focus({ preventScroll: true });
  }, []);
  useApplyKey(() => (checked ? onApply() : box.current?.focus({ preventScroll: true })));
  return (
    <div className="decision card">
      <label className="check">
        <input
          ref={box}
          type="checkbox"
          checked={checked}
          disabled={locked}
          onChange={({ target }) => onChecked(target.checked)}
        />
        {texts.apply.confirm}
      </label>
      <div className="row">
        <Link className="button" href={`/invoices/${job}`}>
          <Icon name="left" />
          <span className="words">{texts.apply.back}</span>
        </Link>
        <button type="submit" className="button primary" disabled={!ready} aria-busy={locked}>
          {locked ? texts.apply.applying : texts.apply.button(changes)}
        </button>
      </div>
    </div>
  );
}

/** Ctrl+Enter, or Cmd+Enter, wherever the focus is; a key that is held down counts once. */
function useApplyKey(onKey: () => void): void {
  const act = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat) return;
    event.preventDefault();
    onKey();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => act(event);
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
}

/** Nobody has put the focus there: the page, or the heading that takes it when a page opens. */
export function isNowhere(focused: Element | null): boolean {
  return focused === null || focused === document.body || focused.tagName === "H1" || focused.matches(":disabled");
}
