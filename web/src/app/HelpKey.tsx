import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useLocation } from "wouter";
import { asksForHelp, singleKeys, takesText } from "../lib/singleKeys";
import { texts } from "../texts";
import { loadGuide } from "../texts/guide";
import { PartMissing } from "./PartMissing";
import { usePart } from "./usePart";

const loadKeys = () => loadGuide().then(() => import("../features/help/KeysDialog"));

/** "?" from anywhere: the help; over a review its keys in a dialog, since leaving it would lose what can be undone. */
export function HelpKey() {
  const [location, navigate] = useLocation();
  const [open, setOpen] = useState(false);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!asksForHelp(event, takesText(event.target)) || !singleKeys()) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    if (location.startsWith("/invoices/")) setOpen(true);
    else navigate("/help");
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
  return open && <Keys onClose={() => setOpen(false)} />;
}

function Keys({ onClose }: { onClose: () => void }) {
  const { part, missed, askAgain } = usePart(loadKeys);
  const dialog = useRef<HTMLDialogElement>(null);
  const waits = !part && missed > 0;
  useEffect(() => {
    if (waits) dialog.current?.showModal();
  }, [waits]);
  if (part) return <part.default onClose={onClose} />;
  if (!waits) return null;
  return (
    <dialog ref={dialog} aria-label={texts.app.help} onClose={onClose}>
      <PartMissing times={missed} onRetry={askAgain} />
      <form method="dialog" className="actions">
        <button type="submit" className="button">
          {texts.app.cancel}
        </button>
      </form>
    </dialog>
  );
}
