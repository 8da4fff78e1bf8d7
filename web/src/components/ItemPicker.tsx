import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { api } from "../lib/api";
import { useDebounced } from "../lib/debounce";
import { formatNumber } from "../lib/format";
import { problemOf } from "../lib/http";
import { keys } from "../lib/queries";
import { texts } from "../texts";
import type { Candidate, Item } from "../types/contracts";

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
  onChoose: (choice: Choice) => void;
  /** Asks for a new item; the text is what was typed so far. */
  onCreate: (typed: string) => void;
}

/** A combobox (ARIA 1.2, list autocomplete) over the inventory: what was used before first, then what matches. */
export function ItemPicker({ label, chosen, candidates = [], disabled = false, onChoose, onCreate }: ItemPickerProps) {
  const list = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const open = typed !== null;
  const found = useChoices(typed ?? "", open, candidates);
  const last = found.choices.length;
  const close = () => setTyped(null);
  const take = (index: number) => {
    const choice = found.choices[index];
    close();
    if (choice) onChoose(choice);
    else onCreate(typed ?? "");
  };
  const onKey = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (!open) setTyped("");
      else setActive((active + step + last + 1) % (last + 1));
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      take(active);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      close();
    }
  };
  return (
    <div className="picker">
      <input
        className="input slim"
        role="combobox"
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
        onBlur={close}
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
  const query = useDebounced(typed.trim());
  const items = useQuery({
    queryKey: keys.items(query),
    queryFn: ({ signal }) => api.items(query, signal),
    enabled: open,
  });
  const wanted = typed.trim().toLowerCase();
  const known = candidates
    .filter(({ item, name }) => `${item} ${name}`.toLowerCase().includes(wanted))
    .map(fromCandidate);
  const rest = (items.data?.items ?? [])
    .filter(({ item }) => !known.some((choice) => choice.item === item))
    .map(fromItem);
  const choices = [...known, ...rest.slice(0, 20)];
  return { choices, message: messageOf(items.error, items.isPending, choices.length) };
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
