import { jobName } from "../../lib/job";
import { texts } from "../../texts";
import type { Job } from "../../types/contracts";
import { ChooseFiles } from "./ChooseFiles";

/** What helps where no other attempt would: the file as the vendor made it, as an invoice of its own. */
export function AnotherFile({ job, onChosen }: { job: Job; onChosen?: () => void }) {
  const name = texts.inbox.anotherFor(jobName(job));
  return (
    <ChooseFiles label={name} named={name} className="button slim" {...(onChosen && { onChosen })}>
      {texts.inbox.another}
    </ChooseFiles>
  );
}
