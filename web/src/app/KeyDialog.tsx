import { type FormEvent, useEffect, useId, useRef, useState, useSyncExternalStore } from "react";
import { problemOf, takesKey } from "../lib/http";
import { isSendable, operatorKey } from "../lib/operatorKey";
import { texts } from "../texts";

/** Asks for the operator's key while requests wait for it. The focus returns to where it was. */
export function KeyDialog() {
  const asked = useSyncExternalStore(operatorKey.subscribe, operatorKey.isAsked);
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    if (asked) dialog.current?.showModal();
    else dialog.current?.close();
  }, [asked]);
  // Without the key nothing can be shown: Escape, which a browser lets through when pressed twice, leads back here.
  const stay = () => operatorKey.isAsked() && dialog.current?.showModal();
  return (
    <dialog ref={dialog} aria-labelledby={heading} onCancel={(event) => event.preventDefault()} onClose={stay}>
      {asked && <KeyForm heading={heading} />}
    </dialog>
  );
}

function KeyForm({ heading }: { heading: string }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [trying, setTrying] = useState(false);
  const [refusal, setRefusal] = useState("");
  const type = (text: string) => {
    setTyped(text);
    setRefusal("");
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (trying) return;
    setTrying(true);
    setRefusal(await enter(typed.trim()));
    setTrying(false);
    field.current?.select();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <h2 id={heading}>{texts.access.title}</h2>
      <p>{texts.access.lead}</p>
      <div className="field">
        <label htmlFor={id}>{texts.access.key}</label>
        <input
          ref={field}
          id={id}
          className="input"
          type="password"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          readOnly={trying} // else a late answer would be about what is no longer there
          aria-invalid={refusal !== ""}
          aria-describedby={`${id}-note`}
          onChange={({ target }) => type(target.value)}
        />
        <span id={`${id}-note`} className={refusal ? "wrong" : "hint"} role="status">
          {refusal || texts.access.kept}
        </span>
      </div>
      <div className="actions">
        <button type="submit" className="button primary" aria-busy={trying}>
          {trying ? texts.access.trying : texts.access.enter}
        </button>
      </div>
    </form>
  );
}

/** Why the key was not taken; "" when it was. */
async function enter(key: string): Promise<string> {
  if (key === "") return texts.access.missing;
  try {
    if (!isSendable(key) || !(await takesKey(key))) return texts.access.wrong;
  } catch (error) {
    return problemOf(error).detail;
  }
  operatorKey.enter(key);
  return "";
}
