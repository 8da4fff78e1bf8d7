import { type ReactNode, useRef } from "react";
import { uploads } from "./uploads";

interface ChooseFilesProps {
  /** What the files are for. */
  label: string;
  /** The button's name, where its word alone would not tell it from its neighbours'. */
  named?: string;
  className: string;
  /** Told when files were chosen; their upload has begun. */
  onChosen?: () => void;
  children: ReactNode;
}

/** A button that asks for invoices on this machine, and uploads them. */
export function ChooseFiles({ label, named, className, onChosen, children }: ChooseFilesProps) {
  const input = useRef<HTMLInputElement>(null);
  const take = (chosen: HTMLInputElement) => {
    if (!chosen.files?.length) return;
    uploads.add(chosen.files);
    chosen.value = "";
    onChosen?.();
  };
  return (
    <>
      <button type="button" className={className} aria-label={named} onClick={() => input.current?.click()}>
        {children}
      </button>
      <input
        ref={input}
        hidden // the button stands for it
        type="file"
        accept="application/pdf,.pdf"
        multiple
        aria-label={label}
        onChange={({ target }) => take(target)}
      />
    </>
  );
}
