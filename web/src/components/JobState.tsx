import { formatDuration } from "../lib/format";
import { shownState, type Wait, waitOf } from "../lib/job";
import { useNow } from "../lib/useNow";
import { texts } from "../texts";
import type { Job } from "../types/contracts";
import { StateBadge } from "./StateBadge";

/** A job's state, and below it how long it has been so while it moves by itself. */
export function JobState({ job, busy }: { job: Job; busy: boolean }) {
  return (
    <>
      <StateBadge state={shownState(job)} />
      {waitOf(job, 0) && <WaitNote job={job} busy={busy} />}
    </>
  );
}

/** Told every second to the eye only: read aloud, a clock would drown everything else. */
export function WaitNote({ job, busy = false }: { job: Job; busy?: boolean }) {
  const now = useNow();
  const wait = waitOf(job, now, busy);
  if (!wait) return null;
  const unusual = "unusual" in wait && wait.unusual;
  return (
    <span className={unusual ? "sub unusual" : "sub"}>
      {waitText(wait)}
      {job.read_as && wait.for !== "stock" && ` · ${texts.state.wait.readAs(job.read_as)}`}
    </span>
  );
}

function waitText(wait: Wait): string {
  const say = texts.state.wait;
  if (wait.for === "stock") return say.stock(wait.done, wait.of);
  const time = formatDuration(Math.max(1, wait.seconds));
  if (wait.for === "retry") return say.retry(time);
  return say[wait.unusual ? (`${wait.for}Unusual` as const) : wait.for](time);
}
