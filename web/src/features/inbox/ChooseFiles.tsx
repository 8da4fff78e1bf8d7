import { type ReactNode, useRef } from "react";
import { uploads } from "./uploads";

interface ChooseFilesProps {
  /** Names the field for those who do not see the button. */
  label: string;
  className: string;
  /** Told when files were chosen; their upload has begun. */
  onChosen?: () => void;
  children: ReactNode;
}

/** A button that asks for invoices on this machine, and uploads them. */
export function ChooseFiles({ label, className, onChosen, children }: ChooseFilesProps) {
  const input = useRef<HTMLInputElement>(null);
  const take = (chosen: HTMLInputElement) => {
    if (!chosen.files?.length) return;
    uploads.add(chosen.files);
    chosen.value = "";
    onChosen?.();
  };
  return (
    <>
      <button type="button" className={className} onClick={() => input.current?.click()}>
        {children}
      </button>
      <input
        ref={input}
        className="hidden-visually"
        type="file"
        accept="application/pdf,.pdf"
        multiple
        tabIndex={-1}
        aria-label={label}
        onChange={({ target }) => take(target)}
      />
    </>
  );
}
