import "./help.css";
import { useEffect, useRef } from "react";
import { Link } from "wouter";
import { SHORTCUTS } from "../../lib/shortcuts";
import { guide } from "../../texts/guide";
import { KeyTable } from "./KeyTable";
import { SingleKeys } from "./SingleKeys";

/** The keys over the page that one is on, which stays as it is. */
export default function KeysDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // The first control stands at the end: with the focus there, the keys would be scrolled out of sight.
  useEffect(() => {
    dialog.current?.showModal();
    heading.current?.focus();
  }, []);
  return (
    <dialog ref={dialog} className="keys-dialog" aria-labelledby="keys-dialog-title" onClose={onClose}>
      <form method="dialog">
        <h2 id="keys-dialog-title" ref={heading} tabIndex={-1}>
          {guide().help.keys}
        </h2>
        <KeyTable groups={SHORTCUTS} />
        <SingleKeys />
        <div className="actions">
          <Link className="button" href="/help" onClick={onClose}>
            {guide().help.allHelp}
          </Link>
          <button type="submit" className="button primary">
            {guide().help.close}
          </button>
        </div>
      </form>
    </dialog>
  );
}
