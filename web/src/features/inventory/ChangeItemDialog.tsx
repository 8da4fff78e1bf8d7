import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { FormDialog } from "../../components/FormDialog";
import { ProblemNotice } from "../../components/Notice";
import { TextField } from "../../components/TextField";
import { api } from "../../lib/api";
import { keys } from "../../lib/queries";
import { texts } from "../../texts";
import type { Item } from "../../types/contracts";

interface ChangeItemDialogProps {
  item: Item;
  onChanged: () => void;
  onClose: () => void;
}

/** Renames the item or its unit. */
export function ChangeItemDialog({ item, onChanged, onClose }: ChangeItemDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [name, setName] = useState(item.name);
  const [unit, setUnit] = useState(item.unit);
  const change = useChangeItem(item, () => {
    onChanged();
    dialog.current?.close();
  });
  const wrongName = name.trim() ? undefined : texts.item.nameMissing;
  const wrongUnit = unit.trim() ? undefined : texts.item.unitMissing;
  const submit = () => {
    if (!wrongName && !wrongUnit && !change.isPending) change.mutate({ name: name.trim(), unit: unit.trim() });
  };
  return (
    <FormDialog
      dialog={dialog}
      title={texts.item.changeDialog(item.item)}
      lead={texts.item.changeLead}
      submit={change.isPending ? texts.item.changeSaving : texts.item.changeSave}
      busy={change.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {change.isError && <ProblemNotice error={change.error} title={texts.item.changeFailed} />}
      <TextField label={texts.item.name} value={name} wrong={wrongName} onChange={setName} />
      <TextField label={texts.item.unit} value={unit} wrong={wrongUnit} onChange={setUnit} />
    </FormDialog>
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
