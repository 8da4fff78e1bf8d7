import { formatNumber } from "../lib/format";
import { texts } from "../texts";
import type { Choice, Choices } from "./useChoices";

interface ChoiceListProps {
  id: string;
  label: string;
  found: Choices;
  typed: string;
  active: number;
  onTake: (index: number) => void;
}

/** The list under the field; its last entry makes a new item. */
export function ChoiceList({ id, label, found, typed, active, onTake }: ChoiceListProps) {
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
      <div className="create" {...option(create)} aria-disabled={found.awaited}>
        {texts.item.create(typed.trim())}
      </div>
    </div>
  );
}

function noteOf({ candidate, onHand, unit }: Choice): string {
  if (candidate) return texts.item.known;
  return onHand === undefined ? "" : texts.item.onHand(formatNumber(onHand), unit);
}
