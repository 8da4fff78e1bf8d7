import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { api } from "../../lib/api";
import { keys } from "../../lib/queries";
import { useSearchKey } from "../../lib/searchKey";
import { useSearchText } from "../../lib/searchText";
import { texts } from "../../texts";
import { filterOf, type HistoryFilter, isFiltered, STATES } from "./filter";

interface FilterBarProps {
  filter: HistoryFilter;
  onChange: (filter: HistoryFilter) => void;
}

const NONE = filterOf(new URLSearchParams());

/** Text, vendor, state and days; whatever is chosen applies at once. */
export function FilterBar({ filter, onChange }: FilterBarProps) {
  return (
    <search className="history-filter" aria-label={texts.history.filters}>
      <TextFilter filter={filter} onChange={onChange} />
      <VendorFilter filter={filter} onChange={onChange} />
      <StateFilter filter={filter} onChange={onChange} />
      <DayFilter name="from" filter={filter} onChange={onChange} />
      <DayFilter name="to" filter={filter} onChange={onChange} />
      {isFiltered(filter) && (
        <button type="button" className="button quiet" onClick={() => onChange(NONE)}>
          {texts.history.clear}
        </button>
      )}
    </search>
  );
}

function TextFilter({ filter, onChange }: FilterBarProps) {
  const [typed, setTyped] = useSearchText(filter.text, (text) => onChange({ ...filter, text }));
  const field = useRef<HTMLInputElement>(null);
  useSearchKey(field);
  return (
    <div className="field text">
      <label htmlFor="history-text">{texts.history.text}</label>
      <input
        ref={field}
        id="history-text"
        className="input"
        type="search"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
    </div>
  );
}

function VendorFilter({ filter, onChange }: FilterBarProps) {
  const { data } = useQuery({ queryKey: keys.vendors, queryFn: api.vendors });
  const vendors = (data?.vendors ?? []).toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <div className="field">
      <label htmlFor="history-vendor">{texts.history.vendor}</label>
      <select
        id="history-vendor"
        className="input"
        value={filter.vendor}
        onChange={({ target }) => onChange({ ...filter, vendor: target.value })}
      >
        <option value="">{texts.history.anyVendor}</option>
        {filter.vendor && !vendors.some(({ id }) => id === filter.vendor) && <option>{filter.vendor}</option>}
        {vendors.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

function StateFilter({ filter, onChange }: FilterBarProps) {
  const choose = (value: string) => onChange({ ...filter, state: STATES.find((state) => state === value) ?? "" });
  return (
    <div className="field">
      <label htmlFor="history-state">{texts.history.state}</label>
      <select id="history-state" className="input" value={filter.state} onChange={({ target }) => choose(target.value)}>
        <option value="">{texts.history.anyState}</option>
        {STATES.map((state) => (
          <option key={state} value={state}>
            {texts.history.states[state]}
          </option>
        ))}
      </select>
    </div>
  );
}

function DayFilter({ name, filter, onChange }: FilterBarProps & { name: "from" | "to" }) {
  return (
    <div className="field">
      <label htmlFor={`history-${name}`}>{texts.history[name]}</label>
      <input
        id={`history-${name}`}
        className="input"
        type="date"
        value={filter[name]}
        onChange={({ target }) => onChange({ ...filter, [name]: target.value })}
      />
    </div>
  );
}
