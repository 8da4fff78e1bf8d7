import { type ReactNode, type RefObject, useEffect, useId } from "react";
import { texts } from "../texts";

interface FormDialogProps {
  /** The dialog itself: who closes it by this gives the focus back to where it was. */
  dialog: RefObject<HTMLDialogElement | null>;
  title: string;
  lead?: string;
  className?: string;
  /** The word on the button that does it, and on the one that does not. */
  submit: string;
  cancel?: string;
  busy?: boolean;
  disabled?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A form over the page, shown as long as it is mounted. */
export function FormDialog(props: FormDialogProps) {
  const { dialog, title, lead, className, submit, cancel, busy, disabled, onSubmit, onClose, children } = props;
  const heading = useId();
  useEffect(() => dialog.current?.showModal(), [dialog]);
  const send = (event: React.FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  // Ctrl+Enter confirms from any field, as it does on the pages; a key that is held down counts once.
  const onKeyDown = (event: React.KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!event.repeat && !disabled) event.currentTarget.requestSubmit();
  };
  return (
    <dialog ref={dialog} className={className} onClose={onClose} aria-labelledby={heading}>
      <form onSubmit={send} onKeyDown={onKeyDown} noValidate>
        <div>
          <h2 id={heading}>{title}</h2>
          {lead && <p className="soft">{lead}</p>}
        </div>
        {children}
        <div className="actions">
          <button type="button" className="button quiet" onClick={() => dialog.current?.close()}>
            {cancel ?? texts.app.cancel}
          </button>
          <button type="submit" className="button primary" aria-busy={busy} disabled={disabled}>
            {submit}
          </button>
        </div>
      </form>
    </dialog>
  );
}
