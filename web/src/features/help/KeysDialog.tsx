import "./help.css";
import { useEffect, useRef } from "react";
import { Link } from "wouter";
import { SHORTCUTS } from "../../lib/shortcuts";
import { texts } from "../../texts";
import { KeyTable } from "./KeyTable";
import { SingleKeys } from "./SingleKeys";

/** The keys over the page that one is on, which stays as it is. */
export default function KeysDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="keys-dialog" aria-labelledby="keys-dialog-title" onClose={onClose}>
      <form method="dialog">
        <h2 id="keys-dialog-title">{texts.help.keys}</h2>
        <KeyTable groups={SHORTCUTS} />
        <SingleKeys />
        <div className="actions">
          <Link className="button" href="/help" onClick={onClose}>
            {texts.help.allHelp}
          </Link>
          <button type="submit" className="button primary">
            {texts.help.close}
          </button>
        </div>
      </form>
    </dialog>
  );
}
