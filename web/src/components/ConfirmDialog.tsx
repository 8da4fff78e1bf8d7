import { type ReactNode, useEffect, useId, useRef } from "react";

interface ConfirmDialogProps {
  title: string;
  children: ReactNode;
  /** The word on the button that does it, and on the one that does not. */
  confirm: string;
  keep: string;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be taken back; the focus begins on the button that changes nothing. */
export function ConfirmDialog({
  title,
  children,
  confirm,
  keep,
  busy = false,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby={heading}>
      <form method="dialog">
        <h2 id={heading}>{title}</h2>
        {children}
        <div className="actions">
          <button type="submit" className="button">
            {keep}
          </button>
          <button type="button" className="button primary" disabled={busy} onClick={onConfirm}>
            {confirm}
          </button>
        </div>
      </form>
    </dialog>
  );
}
