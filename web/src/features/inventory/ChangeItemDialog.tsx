import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import { ProblemNotice } from "../../components/Notice";
import { api } from "../../lib/api";
import { keys } from "../../lib/queries";
import { texts } from "../../texts";
import type { Item } from "../../types/contracts";

interface ChangeItemDialogProps {
  item: Item;
  onChanged: () => void;
  onClose: () => void;
}

/** Renames the item or its unit. Shown as long as it is mounted; the focus returns to where it was. */
export function ChangeItemDialog({ item, onChanged, onClose }: ChangeItemDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [name, setName] = useState(item.name);
  const [unit, setUnit] = useState(item.unit);
  const change = useChangeItem(item, () => {
    onChanged();
    dialog.current?.close();
  });
  useEffect(() => dialog.current?.showModal(), []);
  const wrongName = name.trim() ? undefined : texts.item.nameMissing;
  const wrongUnit = unit.trim() ? undefined : texts.item.unitMissing;
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (!wrongName && !wrongUnit && !change.isPending) change.mutate({ name: name.trim(), unit: unit.trim() });
  };
  const title = texts.item.changeDialog(item.item);
  return (
    <dialog ref={dialog} onClose={onClose} aria-label={title}>
      <form onSubmit={submit} noValidate>
        <h2>{title}</h2>
        <p className="soft">{texts.item.changeLead}</p>
        {change.isError && <ProblemNotice error={change.error} title={texts.item.changeFailed} />}
        <Field label={texts.item.name} value={name} wrong={wrongName} onChange={setName} />
        <Field label={texts.item.unit} value={unit} wrong={wrongUnit} onChange={setUnit} />
        <div className="actions">
          <button type="button" className="button quiet" onClick={() => dialog.current?.close()}>
            {texts.app.cancel}
          </button>
          <button type="submit" className="button primary" aria-busy={change.isPending}>
            {change.isPending ? texts.item.changeSaving : texts.item.changeSave}
          </button>
        </div>
      </form>
    </dialog>
  );
}

interface FieldProps {
  label: string;
  value: string;
  wrong: string | undefined;
  onChange: (value: string) => void;
}

function Field({ label, value, wrong, onChange }: FieldProps) {
  const id = useId();
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
        aria-describedby={wrong && `${id}-wrong`}
        onChange={({ target }) => onChange(target.value)}
      />
      {wrong && (
        <span id={`${id}-wrong`} className="wrong">
          {wrong}
        </span>
      )}
    </div>
  );
}

function useChangeItem({ item, scale }: Item, onChanged: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (words: { name: string; unit: string }) => api.changeItem(item, { ...words, scale }),
    onSuccess: async () => {
      onChanged();
      await Promise.all(
        [keys.item(item), keys.allItems, keys.allMappings].map((queryKey) => client.invalidateQueries({ queryKey })),
      );
    },
  });
}
