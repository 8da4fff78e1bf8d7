import { useEffect, useRef, useState } from "react";
import { Icon } from "../../components/Icon";
import { texts } from "../../texts";
import { uploads } from "./uploads";

/** Takes invoices dropped anywhere on the page, or chosen with the button. */
export function DropZone() {
  const over = useWindowDrop();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={over ? "drop over" : "drop"}>
      <Icon name="upload" />
      <div>
        <strong>{over ? texts.inbox.dropNow : texts.inbox.drop}</strong>
        <span className="soft small">{texts.inbox.dropLimits}</span>
      </div>
      <button type="button" className="button primary" onClick={() => input.current?.click()}>
        {texts.inbox.choose}
      </button>
      <input
        ref={input}
        className="hidden-visually"
        type="file"
        accept="application/pdf,.pdf"
        multiple
        tabIndex={-1}
        aria-label={texts.inbox.chooseLabel}
        onChange={({ target }) => {
          uploads.add(target.files ?? []);
          target.value = "";
        }}
      />
    </div>
  );
}

/** Whether files are held over the window; they are uploaded when they are let go. */
function useWindowDrop(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const enter = (event: DragEvent) => event.dataTransfer?.types.includes("Files") && setOver(true);
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      setOver(false);
      uploads.add(event.dataTransfer?.files ?? []);
    };
    window.addEventListener("dragenter", enter);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragenter", enter);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, []);
  return over;
}
