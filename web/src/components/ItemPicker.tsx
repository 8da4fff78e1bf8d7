import { useEffect, useId, useRef, useState } from "react";
import { texts } from "../texts";
import type { Candidate } from "../types/contracts";
import { ChoiceList } from "./ChoiceList";
import { type Choice, type Choices, useChoices } from "./useChoices";
import "./picker.css";

interface ItemPickerProps {
  label: string;
  /** The chosen item's id. */
  chosen: string | undefined;
  candidates?: readonly Candidate[];
  disabled?: boolean;
  /** Opens at once, with the focus and this text in it. */
  opened?: string;
  /** Which cell of a grid this is. */
  column?: string;
  /** Called when it closes without a choice; `back` when the person asked for that. */
  onClose?: (back: boolean) => void;
  /** Moves on from the field at Tab; true when it did. */
  onTab?: (from: Element, step: "next" | "previous") => boolean;
  onChoose: (choice: Choice) => void;
  /** Asks for a new item; the text is what was typed so far. */
  onCreate: (typed: string) => void;
}

/** A combobox (ARIA 1.2, list autocomplete) over the inventory: what was used before first, then what matches. */
export function ItemPicker(props: ItemPickerProps) {
  const { label, chosen, disabled = false, opened, column } = props;
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const { typed, active, open, found, type, take, close, onKey } = usePicking(props);
  useEffect(() => {
    if (opened !== undefined) field.current?.focus();
  }, [opened]);
  return (
    <div className="picker">
      <input
        ref={field}
        className="input slim"
        role="combobox"
        data-column={column}
        aria-label={label}
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open ? `${list}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        disabled={disabled}
        placeholder={open ? texts.item.searchHint : texts.review.chooseItem}
        value={typed ?? chosen ?? ""}
        onClick={() => !open && type("")}
        onChange={({ target }) => type(target.value)}
        onBlur={() => close()}
        onKeyDown={onKey}
      />
      {typed !== null && (
        <ChoiceList id={list} label={label} found={found} typed={typed} active={active} onTake={take} />
      )}
    </div>
  );
}

/** What is typed (null while the list is closed), what that finds, which of it is marked, and how it is chosen. */
function usePicking({ candidates = [], opened, onChoose, onCreate, onClose, onTab }: ItemPickerProps) {
  const [typed, setTyped] = useState<string | null>(opened ?? null);
  const [active, setActive] = useState(0);
  const open = typed !== null;
  const found = useChoices(typed ?? "", open, candidates);
  const last = found.choices.length;
  const type = (text: string) => {
    setTyped(text);
    setActive(0);
  };
  const close = (back = false) => {
    setTyped(null);
    onClose?.(back);
  };
  const take = (index: number) => {
    const choice = found.choices[index];
    if (!choice && found.awaited) return;
    setTyped(null);
    if (choice) onChoose(choice);
    else onCreate(typed ?? "");
  };
  const hurry = useHurriedEnter(typed, found, take);
  const enter = () => (found.awaited && !found.choices[active] ? hurry() : take(active));
  const step = (by: number) => (open ? setActive((active + by + last + 1) % (last + 1)) : setTyped(""));
  const whileOpen: Record<string, () => void> = { Enter: enter, Escape: () => close(true) };
  const acts: Record<string, () => void> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    ...(open && whileOpen),
  };
  const onKey = (event: React.KeyboardEvent<HTMLInputElement>) => {
    const { key, shiftKey, altKey, ctrlKey, metaKey, currentTarget } = event;
    if (altKey || ctrlKey || metaKey) return;
    if (key === "Tab") {
      if (onTab?.(currentTarget, shiftKey ? "previous" : "next")) event.preventDefault();
      return;
    }
    const act = acts[key];
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return { typed, active, open, found, type, take, close, onKey };
}

/** For an Enter that is faster than the answer to what was typed: taken once that is there, unless one typed on. */
function useHurriedEnter(typed: string | null, found: Choices, take: (index: number) => void) {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    if (text === null || (text === typed && found.awaited)) return;
    setText(null);
    const meant = text !== typed || found.failed ? null : meantBy(text, found.choices);
    if (meant !== null) take(meant);
  });
  return () => setText(typed);
}

/** Which one somebody meant who pressed Enter before seeing any: null when that is open. */
function meantBy(typed: string, choices: readonly Choice[]): number | null {
  if (choices.length <= 1) return 0; // the only one, or a new item
  const wanted = typed.trim().toLowerCase();
  const exact = choices.findIndex(({ item }) => item.toLowerCase() === wanted);
  return exact < 0 ? null : exact;
}
