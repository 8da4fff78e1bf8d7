import { useSyncExternalStore } from "react";
import { Icon } from "../components/Icon";
import { operatorKey } from "../lib/operatorKey";
import { texts } from "../texts";

/** Takes the key out of this tab, for whoever leaves it to somebody else; there only while there is a key. */
export function ForgetKeyButton() {
  const known = useSyncExternalStore(operatorKey.subscribe, operatorKey.isKnown);
  if (!known) return null;
  const forget = () => {
    operatorKey.forget();
    location.reload(); // what is on the screen was shown to the operator only
  };
  const name = texts.access.forget;
  return (
    <button type="button" className="button quiet forget-key" aria-label={name} title={name} onClick={forget}>
      <Icon name="key" />
    </button>
  );
}
