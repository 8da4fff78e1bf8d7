import { jobName } from "../../lib/job";
import { texts } from "../../texts";
import type { Job } from "../../types/contracts";
import { ChooseFiles } from "./ChooseFiles";

/** What helps where no other attempt would: the file as the vendor made it, as an invoice of its own. */
export function AnotherFile({ job, onChosen }: { job: Job; onChosen?: () => void }) {
  return (
    <ChooseFiles label={texts.inbox.anotherFor(jobName(job))} className="button slim" {...(onChosen && { onChosen })}>
      {texts.inbox.another}
    </ChooseFiles>
  );
}
