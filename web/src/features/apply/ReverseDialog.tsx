import { useRef, useState } from "react";
import { FormDialog } from "../../components/FormDialog";
import { jobName } from "../../lib/job";
import { isReason } from "../../lib/reason";
import { texts } from "../../texts";
import type { Job } from "../../types/contracts";
import { ReasonField } from "./ReasonField";

interface ReverseDialogProps {
  job: Job;
  items: number;
  onReason: (reason: string) => void;
  onClose: () => void;
}

/** Asks why, says what it does, and only then lets it happen. */
export function ReverseDialog({ job, items, onReason, onClose }: ReverseDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState("");
  const submit = () => {
    if (!isReason(reason)) return;
    dialog.current?.close();
    onReason(reason.trim());
  };
  return (
    <FormDialog
      dialog={dialog}
      title={texts.apply.reverseTitle(jobName(job))}
      submit={texts.apply.reverseButton(items)}
      disabled={!isReason(reason)}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{texts.apply.reverseBody(items)}</p>
      <ReasonField label={texts.apply.reverseReason} reason={reason} onReason={setReason} />
    </FormDialog>
  );
}
