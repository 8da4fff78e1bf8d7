import { useMutation } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import { CreateItemDialog } from "../../components/CreateItemDialog";
import { FormDialog } from "../../components/FormDialog";
import { ItemPicker } from "../../components/ItemPicker";
import { useItems } from "../../components/itemInfo";
import { ProblemNotice } from "../../components/Notice";
import { NumberField } from "../../components/NumberField";
import { api } from "../../lib/api";
import { compare, trim } from "../../lib/decimal";
import { meaning } from "../../lib/mappings";
import { texts } from "../../texts";
import type { Decimal, Mapping } from "../../types/contracts";
import { lessonOf } from "./lesson";
import { useRefresh } from "./useMappings";

interface CorrectDialogProps {
  mapping: Mapping;
  onSaved: (mapping: Mapping) => void;
  onClose: () => void;
}

const SOURCES = ["shipped", "billed", "weight"] as const;

/** Says anew what an article is. */
export function CorrectDialog({ mapping, onSaved, onClose }: CorrectDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [creating, setCreating] = useState<string | null>(null);
  const [item, setItem] = useState(mapping.item);
  const [factor, setFactor] = useState<Decimal>(trim(mapping.factor));
  const [factorValid, setFactorValid] = useState(true);
  const [quantity_source, setSource] = useState(mapping.quantity_source);
  const { name, unit } = useNameAndUnit(item, mapping);
  const save = useCorrect(mapping, (saved) => {
    onSaved(saved);
    dialog.current?.close();
  });
  const hint = texts.mappings.factorHint(unit, mapping.uom);
  const submit = () => {
    if (factorValid && !save.isPending) save.mutate({ item, factor, quantity_source });
  };
  return (
    <>
      <FormDialog
        dialog={dialog}
        className="correct"
        title={texts.mappings.dialog(mapping.vendor_sku)}
        lead={texts.mappings.dialogLead}
        submit={save.isPending ? texts.mappings.saving : texts.mappings.save}
        busy={save.isPending}
        onSubmit={submit}
        onClose={onClose}
      >
        {save.isError && <ProblemNotice error={save.error} title={texts.mappings.failed} />}
        <ItemField item={item} name={name} onItem={setItem} onCreate={setCreating} />
        <div className="pair">
          <FactorField factor={factor} hint={hint} onFactor={setFactor} onValidity={setFactorValid} />
          <SourceField source={quantity_source} onSource={setSource} />
        </div>
        <p className="sentence" role="status">
          {factorValid ? meaning({ ...mapping, item, factor, unit }) : "\u2013"}
        </p>
      </FormDialog>
      {creating !== null && (
        <CreateItemDialog
          suggestion={{ item: creating.trim(), name: creating.trim() }}
          onCreated={(created) => setItem(created.item)}
          onClose={() => setCreating(null)}
        />
      )}
    </>
  );
}

interface ItemFieldProps {
  item: string;
  name: string;
  onItem: (item: string) => void;
  onCreate: (typed: string) => void;
}

function ItemField({ item, name, onItem, onCreate }: ItemFieldProps) {
  return (
    <div className="field">
      <span className="label">{texts.mappings.item}</span>
      <ItemPicker
        label={texts.mappings.item}
        chosen={item}
        onChoose={(choice) => onItem(choice.item)}
        onCreate={onCreate}
      />
      <span className="hint">{name}</span>
    </div>
  );
}

interface FactorFieldProps {
  factor: Decimal;
  hint: string;
  onFactor: (factor: Decimal) => void;
  onValidity: (valid: boolean) => void;
}

function FactorField({ factor, hint, onFactor, onValidity }: FactorFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <span className="label">{texts.mappings.factor}</span>
      <NumberField
        label={texts.mappings.factor}
        value={factor}
        onValue={(value) => value !== undefined && onFactor(value)}
        onValidity={onValidity}
        refuse={(value) => (compare(value, "0") > 0 ? null : texts.number.notPositive)}
        describedBy={id}
      />
      <span className="hint" id={id}>
        {hint}
      </span>
    </div>
  );
}

type Source = Mapping["quantity_source"];

function SourceField({ source, onSource }: { source: Source; onSource: (source: Source) => void }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{texts.mappings.source}</label>
      <select
        id={id}
        className="input"
        value={source}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => onSource(SOURCES.find((each) => each === target.value) ?? source)}
      >
        {SOURCES.map((each) => (
          <option key={each} value={each}>
            {texts.mappings.sources[each]}
          </option>
        ))}
      </select>
      <span className="hint" id={`${id}-hint`}>
        {texts.mappings.sourceHint}
      </span>
    </div>
  );
}

/** The item's; of the one that was learned they are known at once. */
function useNameAndUnit(item: string, mapping: Mapping): { name: string; unit: string } {
  const info = useItems([item]).get(item);
  const learned = item === mapping.item ? mapping : undefined;
  return { name: info?.name ?? learned?.item_name ?? "", unit: info?.unit ?? learned?.unit ?? "" };
}

function useCorrect(mapping: Mapping, onSaved: (mapping: Mapping) => void) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (said: Parameters<typeof lessonOf>[1]) => api.teachMapping(mapping.vendor_id, lessonOf(mapping, said)),
    onSuccess: async (answer) => {
      onSaved(answer.mapping);
      await refresh();
    },
  });
}
