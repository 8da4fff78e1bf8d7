import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Notice } from "../../components/Notice";
import { api } from "../../lib/api";
import { keys } from "../../lib/queries";
import { texts } from "../../texts";
import { suggestionTexts } from "../../texts/suggestion";
import type { ReviewInput } from "../../types/contracts";
import { provedLines } from "./proofs";
import { useSources } from "./selection";
import type { Change } from "./useReview";

interface VendorChoiceProps {
  review: ReviewInput;
  lines: number;
  change: Change;
  locked: boolean;
}

const OTHER = "+";
const VENDOR_ID = /^[a-z0-9][a-z0-9-]{1,63}$/;

/** Nobody knows the vendor: the values are a suggestion until somebody names one and confirms every line. */
export function VendorChoice({ review, lines, change, locked }: VendorChoiceProps) {
  const proved = provedLines(useSources().proofs, lines);
  const confirmed = review.confirmed.filter((at) => /^\/lines\/\d+$/.test(at)).length;
  return (
    <Notice tone="warning" title={texts.review.suggested}>
      <p>{texts.review.suggestedBody}</p>
      <p>{suggestionTexts().linesProved(proved, lines)}</p>
      {!locked && <Choice review={review} change={change} />}
      <p className="small" role="status">
        {texts.review.linesConfirmed(confirmed, lines)}
      </p>
    </Notice>
  );
}

function Choice({ review, change }: Pick<VendorChoiceProps, "review" | "change">) {
  const id = useId();
  const vendors = useQuery({ queryKey: keys.vendors, queryFn: api.vendors });
  const known = vendors.data?.vendors ?? [];
  const chosen = review.vendor_id;
  const [other, setOther] = useState(false);
  const named = other || (chosen !== undefined && vendors.isSuccess && !known.some((vendor) => vendor.id === chosen));
  const set = (vendor_id: string | undefined) =>
    change(({ vendor_id: _, ...rest }) => (vendor_id ? { ...rest, vendor_id } : rest));
  return (
    <div className="vendor-choice">
      <label htmlFor={id}>{texts.review.vendor}</label>
      <select
        id={id}
        className="input slim"
        data-problem="vendor"
        value={named ? OTHER : (chosen ?? "")}
        onChange={({ target }) => {
          setOther(target.value === OTHER);
          set(target.value === OTHER ? undefined : target.value || undefined);
        }}
      >
        <option value="">{texts.review.chooseVendor}</option>
        {known.map((vendor) => (
          <option key={vendor.id} value={vendor.id}>
            {vendor.name}
          </option>
        ))}
        {chosen && !named && !known.some((vendor) => vendor.id === chosen) && <option value={chosen}>{chosen}</option>}
        <option value={OTHER}>{texts.review.otherVendor}</option>
      </select>
      {named && <OtherVendor vendor={chosen} onVendor={set} />}
    </div>
  );
}

/** A short name for a vendor without a plugin, under which its articles are remembered. */
function OtherVendor({ vendor, onVendor }: { vendor: string | undefined; onVendor: (id: string | undefined) => void }) {
  const hint = useId();
  const [typed, setTyped] = useState(vendor ?? "");
  const wrong = typed !== "" && !VENDOR_ID.test(typed);
  return (
    <>
      <input
        className="input slim"
        aria-label={texts.review.vendorId}
        aria-describedby={hint}
        aria-invalid={wrong}
        autoComplete="off"
        spellCheck={false}
        maxLength={64}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={() => onVendor(VENDOR_ID.test(typed) ? typed : undefined)}
      />
      <span id={hint} className={wrong ? "wrong" : "soft small"}>
        {texts.review.vendorIdHint}
      </span>
    </>
  );
}
