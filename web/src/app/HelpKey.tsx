import { lazy, Suspense, useEffect, useEffectEvent, useState } from "react";
import { useLocation } from "wouter";
import { asksForHelp, singleKeys, takesText } from "../lib/singleKeys";
import { loadGuide } from "../texts/guide";

const KeysDialog = lazy(() => loadGuide().then(() => import("../features/help/KeysDialog")));

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
  if (!open) return null;
  return (
    <Suspense>
      <KeysDialog onClose={() => setOpen(false)} />
    </Suspense>
  );
}
