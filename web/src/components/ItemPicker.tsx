import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import { api } from "../lib/api";
import { useDebounced } from "../lib/debounce";
import { formatNumber } from "../lib/format";
import { problemOf } from "../lib/http";
import { keys } from "../lib/queries";
import { texts } from "../texts";
import type { Candidate, Item } from "../types/contracts";
import "./picker.css";

/** What a person can pick: an item, with the factor that was learned for this article when there is one. */
export interface Choice {
  item: string;
  name: string;
  unit: string;
  candidate?: Candidate;
  onHand?: string;
}

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
  const { label, chosen, candidates = [], disabled = false, opened, column, onChoose, onCreate } = props;
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(opened ?? null);
  const [active, setActive] = useState(0);
  const open = typed !== null;
  const found = useChoices(typed ?? "", open, candidates);
  const last = found.choices.length;
  useEffect(() => {
    if (opened !== undefined) field.current?.focus();
  }, [opened]);
  const close = (back = false) => {
    setTyped(null);
    props.onClose?.(back);
  };
  const take = (index: number) => {
    const choice = found.choices[index];
    if (!choice && !found.settled && typed?.trim()) return; // it may exist: the answer is on its way
    setTyped(null);
    if (choice) onChoose(choice);
    else onCreate(typed ?? "");
  };
  const step = (by: number) => (open ? setActive((active + by + last + 1) % (last + 1)) : setTyped(""));
  const whileOpen: Record<string, () => void> = { Enter: () => take(active), Escape: () => close(true) };
  const onKey = (event: React.KeyboardEvent<HTMLInputElement>) => {
    const { key, shiftKey, altKey, ctrlKey, metaKey, currentTarget } = event;
    if (altKey || ctrlKey || metaKey) return;
    if (key === "Tab") {
      if (props.onTab?.(currentTarget, shiftKey ? "previous" : "next")) event.preventDefault();
      return;
    }
    const acts: Record<string, () => void> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      ...(open && whileOpen),
    };
    const act = acts[key];
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
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
        onClick={() => !open && setTyped("")}
        onChange={({ target }) => {
          setTyped(target.value);
          setActive(0);
        }}
        onBlur={() => close()}
        onKeyDown={onKey}
      />
      {open && <ChoiceList id={list} label={label} found={found} typed={typed} active={active} onTake={take} />}
    </div>
  );
}

interface ChoiceListProps {
  id: string;
  label: string;
  found: ReturnType<typeof useChoices>;
  typed: string;
  active: number;
  onTake: (index: number) => void;
}

/** The list under the field; its last entry makes a new item. */
function ChoiceList({ id, label, found, typed, active, onTake }: ChoiceListProps) {
  const create = found.choices.length;
  const option = (index: number) => ({
    id: `${id}-${index}`,
    role: "option",
    "aria-selected": index === active,
    // The field must keep the focus, so that its blur does not close the list before the click.
    onMouseDown: (event: React.MouseEvent) => event.preventDefault(),
    onClick: () => onTake(index),
  });
  return (
    <div className="choices" id={id} role="listbox" aria-label={label}>
      {found.choices.map((choice, index) => (
        <div key={choice.candidate ? `known ${choice.item}` : choice.item} {...option(index)}>
          <span>
            <code>{choice.item}</code> {choice.name}
          </span>
          <span className="soft small">{noteOf(choice)}</span>
        </div>
      ))}
      {found.message && <p className="soft small">{found.message}</p>}
      <div className="create" {...option(create)}>
        {texts.item.create(typed.trim())}
      </div>
    </div>
  );
}

function useChoices(typed: string, open: boolean, candidates: readonly Candidate[]) {
  const wanted = typed.trim().toLowerCase();
  const query = useDebounced(typed.trim());
  const items = useQuery({
    queryKey: keys.items(query),
    queryFn: ({ signal }) => api.items(query, signal),
    enabled: open,
  });
  const settled = query === typed.trim() && !items.isPending;
  const matches = ({ item, name }: { item: string; name: string }) => `${item} ${name}`.toLowerCase().includes(wanted);
  const known = candidates.filter(matches).map(fromCandidate);
  const rest = (items.data?.items ?? [])
    // An answer to what was typed before must not offer, for Enter to take, what no longer matches.
    .filter((item) => (settled || matches(item)) && !known.some((choice) => choice.item === item.item))
    .map(fromItem);
  const choices = [...known, ...rest.slice(0, 20)];
  return { choices, settled, message: messageOf(items.error, !settled, choices.length) };
}

function messageOf(error: Error | null, pending: boolean, count: number): string | null {
  if (error) return problemOf(error).detail;
  if (pending) return texts.item.searching;
  return count === 0 ? texts.item.none : null;
}

function fromCandidate(candidate: Candidate): Choice {
  return { item: candidate.item, name: candidate.name, unit: candidate.unit, candidate };
}

function fromItem({ item, name, unit, on_hand }: Item): Choice {
  return { item, name, unit, onHand: on_hand };
}

function noteOf({ candidate, onHand, unit }: Choice): string {
  if (candidate) return texts.item.known;
  return onHand === undefined ? "" : texts.item.onHand(formatNumber(onHand), unit);
}
