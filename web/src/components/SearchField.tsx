import { useRef } from "react";
import { useSearchKey } from "../lib/searchKey";

interface SearchFieldProps {
  label: string;
  hint?: string;
  text: string;
  onText: (text: string) => void;
}

/** A list's search; "/" leads to it from anywhere on the page. */
export function SearchField({ label, hint = label, text, onText }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  useSearchKey(field);
  return (
    <search>
      <input
        ref={field}
        className="input"
        type="search"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={hint}
        value={text}
        onChange={({ target }) => onText(target.value)}
      />
    </search>
  );
}
