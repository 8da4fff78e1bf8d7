import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import { api } from "../lib/api";
import { isNegative } from "../lib/decimal";
import { ApiProblem, local } from "../lib/http";
import { keys } from "../lib/queries";
import { texts } from "../texts";
import type { Decimal, Item } from "../types/contracts";
import { FormDialog } from "./FormDialog";
import { ProblemNotice } from "./Notice";
import { NumberField } from "./NumberField";
import { TextField } from "./TextField";

/** What is known beforehand, to save typing; all of it can be changed. */
interface ItemSuggestion {
  item?: string;
  name?: string;
  unit?: string;
  scale?: number;
}

interface CreateItemDialogProps {
  suggestion: ItemSuggestion;
  onCreated: (item: Item) => void;
  onClose: () => void;
}

interface Fields {
  item: string;
  name: string;
  unit: string;
  scale: number;
  opening: Decimal | undefined;
}

const ITEM_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Makes one stock item. */
export function CreateItemDialog({ suggestion, onCreated, onClose }: CreateItemDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [fields, setFields] = useState(() => fieldsFrom(suggestion));
  const [openingValid, setOpeningValid] = useState(true);
  const [tried, setTried] = useState(false);
  const create = useCreateItem(onCreated);
  const wrong = whatIsWrong(fields);
  const set = (patch: Partial<Fields>) => setFields((before) => ({ ...before, ...patch }));
  const submit = () => {
    setTried(true);
    if (Object.keys(wrong).length === 0 && openingValid && !create.isPending) create.mutate(fields);
  };
  const text = (name: "item" | "name" | "unit", label: string, hint?: string) => (
    <TextField
      label={label}
      hint={hint}
      value={fields[name]}
      wrong={tried ? wrong[name] : undefined}
      onChange={(value) => set({ [name]: value })}
    />
  );
  return (
    <FormDialog
      dialog={dialog}
      title={texts.item.dialog}
      submit={create.isPending ? texts.item.saving : texts.item.save}
      busy={create.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {create.isError && <ProblemNotice error={create.error} title={texts.item.failed} />}
      {text("item", texts.item.id, texts.item.idHint)}
      {text("name", texts.item.name)}
      <div className="pair">
        {text("unit", texts.item.unit, texts.item.unitHint)}
        <ScaleField scale={fields.scale} onScale={(scale) => set({ scale })} />
        <OpeningField opening={fields.opening} onOpening={(opening) => set({ opening })} onValidity={setOpeningValid} />
      </div>
    </FormDialog>
  );
}

function ScaleField({ scale, onScale }: { scale: number; onScale: (scale: number) => void }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{texts.item.scale}</label>
      <select id={id} className="input" value={scale} onChange={({ target }) => onScale(Number(target.value))}>
        {[0, 1, 2, 3, 4, 5, 6].map((places) => (
          <option key={places}>{places}</option>
        ))}
      </select>
      <span className="hint">{texts.item.scaleHint}</span>
    </div>
  );
}

interface OpeningFieldProps {
  opening: Decimal | undefined;
  onOpening: (opening: Decimal | undefined) => void;
  onValidity: (valid: boolean) => void;
}

function OpeningField({ opening, onOpening, onValidity }: OpeningFieldProps) {
  return (
    <div className="field">
      <span className="label">{texts.item.opening}</span>
      <NumberField
        label={texts.item.opening}
        value={opening}
        onValue={onOpening}
        onValidity={onValidity}
        refuse={(value) => (isNegative(value) ? texts.number.negative : null)}
        optional
      />
      <span className="hint">{texts.item.openingHint}</span>
    </div>
  );
}

/** Creates the item unless its id is taken, which is said in better words when the list knows it. */
function useCreateItem(onCreated: (item: Item) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ item, name, unit, scale, opening }: Fields) => {
      const id = item.trim();
      const taken = (await api.items(id)).items.find((other) => other.item === id);
      if (taken)
        throw new ApiProblem(local("ITEM_EXISTS", 409, texts.item.taken(id, taken.name), texts.item.takenHint));
      return api.createItem(id, { name: name.trim(), unit: unit.trim(), scale, ...(opening && { opening }) });
    },
    onSuccess: async (item) => {
      onCreated(item);
      await client.invalidateQueries({ queryKey: keys.allItems });
    },
  });
}

function fieldsFrom({ item = "", name = "", unit = "", scale = 0 }: ItemSuggestion): Fields {
  return { item: ITEM_ID.test(item) ? item : "", name, unit, scale, opening: undefined };
}

function whatIsWrong({ item, name, unit }: Fields): Partial<Record<keyof Fields, string>> {
  return {
    ...(ITEM_ID.test(item.trim()) ? {} : { item: texts.item.idBad }),
    ...(name.trim() ? {} : { name: texts.item.nameMissing }),
    ...(unit.trim() ? {} : { unit: texts.item.unitMissing }),
  };
}
