import { Link, useLocation } from "wouter";
import { JobActions } from "../../components/JobActions";
import { WaitNote } from "../../components/JobState";
import { Notice } from "../../components/Notice";
import { Page } from "../../components/Page";
import { ProblemText } from "../../components/Said";
import { StateBadge } from "../../components/StateBadge";
import { isReadableAs, jobName, needsAnotherFile, shownState } from "../../lib/job";
import { texts } from "../../texts";
import type { Job } from "../../types/contracts";
import { AnotherFile } from "../inbox/AnotherFile";
import { ReadAs } from "./ReadAs";

const say = texts.inbox.notRead;

/** A job without lines to look at: how it stands, and what can be done about it. */
export function NotReadable({ job }: { job: Job }) {
  return (
    <Page title={jobName(job)} narrow actions={<StateBadge state={shownState(job)} />}>
      {job.status === "failed" ? <Failed job={job} /> : <NotYet job={job} />}
      <p>
        <Link className="button" href="/">
          {texts.app.toInbox}
        </Link>
      </p>
    </Page>
  );
}

function Failed({ job }: { job: Job }) {
  const [, navigate] = useLocation();
  return (
    <>
      <Notice
        tone="error"
        title={texts.review.notRead}
        actions={
          <JobActions job={job} onDiscarded={() => navigate("/")}>
            {needsAnotherFile(job) && <AnotherFile job={job} onChosen={() => navigate("/")} />}
          </JobActions>
        }
      >
        {job.error && <ProblemText problem={job.error} />}
      </Notice>
      {isReadableAs(job) && <ReadAs job={job} />}
    </>
  );
}

/** The page asks by itself how the job stands, and opens the review when it is read. */
function NotYet({ job }: { job: Job }) {
  const [, navigate] = useLocation();
  const moves = job.status === "queued" || job.status === "running";
  return (
    <Notice
      tone="info"
      title={say[moves ? "moving" : job.status === "discarded" ? "discarded" : "noFile"]}
      actions={job.status === "awaiting_upload" && <JobActions job={job} onDiscarded={() => navigate("/")} />}
    >
      <p>{say[moves ? "movingBody" : job.status === "discarded" ? "discardedBody" : "noFileBody"]}</p>
      {moves && <WaitNote job={job} />}
    </Notice>
  );
}
