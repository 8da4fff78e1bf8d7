import { useId } from "react";
import type { KnownVendor } from "../../lib/mappings";
import { texts } from "../../texts";

interface VendorChoiceProps {
  known: readonly KnownVendor[];
  vendor: string | undefined;
  onVendor: (id: string) => void;
}

/** Whose articles are shown. A vendor that an address names is offered even where no list knows it. */
export function VendorChoice({ known, vendor, onVendor }: VendorChoiceProps) {
  const id = useId();
  const listed = vendor === undefined || known.some((each) => each.id === vendor);
  return (
    <div className="field mappings-vendor">
      <label htmlFor={id}>{texts.mappings.vendor}</label>
      <select id={id} className="input" value={vendor ?? ""} onChange={({ target }) => onVendor(target.value)}>
        {vendor === undefined && (
          <option value="" disabled>
            {texts.mappings.chooseVendor}
          </option>
        )}
        {!listed && <option value={vendor}>{vendor}</option>}
        {known.map(({ id: value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
