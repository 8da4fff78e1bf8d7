import { useEffect, useState } from "react";
import { Icon } from "../../components/Icon";
import { texts } from "../../texts";
import { ChooseFiles } from "./ChooseFiles";
import { uploads } from "./uploads";

/** Takes invoices dropped anywhere on the page, or chosen with the button. */
export function DropZone() {
  const over = useWindowDrop();
  return (
    <div className={over ? "drop over" : "drop"}>
      <Icon name="upload" />
      <div>
        <strong>{over ? texts.inbox.dropNow : texts.inbox.drop}</strong>
        <span className="soft small">{texts.inbox.dropLimits}</span>
      </div>
      <ChooseFiles label={texts.inbox.chooseLabel} className="button primary">
        {texts.inbox.choose}
      </ChooseFiles>
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
