import "./review.css";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { Notice } from "../../components/Notice";
import { Page } from "../../components/Page";
import { QueryView } from "../../components/QueryView";
import { ProblemText } from "../../components/Said";
import { StateBadge } from "../../components/StateBadge";
import { api } from "../../lib/api";
import { isReadable, jobName, shownState } from "../../lib/job";
import { keys } from "../../lib/queries";
import { texts } from "../../texts";
import type { Job } from "../../types/contracts";
import { Workspace } from "./Workspace";

/** One invoice beside its page. A job without a reading says how it stands instead. */
export default function ReviewPage({ id }: { id: string }) {
  const job = useQuery({ queryKey: ["job", id], queryFn: () => api.job(id) });
  return (
    <Framed query={job}>
      {(current) => (isReadable(current) ? <Readable id={id} /> : <NotReadable job={current} />)}
    </Framed>
  );
}

function Readable({ id }: { id: string }) {
  const draft = useQuery({
    queryKey: keys.draft(id),
    queryFn: () => api.draft(id),
    // What is worked on never changes under the hands; what was opened earlier may be out of date, so it is not kept.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const reading = useQuery({ queryKey: keys.reading(id), queryFn: ({ signal }) => api.reading(id, signal) });
  return (
    <Framed query={draft}>
      {(current) => (
        <Framed query={reading}>
          {(read) => <Workspace key={current.review.reading_sha256} draft={current} reading={read} />}
        </Framed>
      )}
    </Framed>
  );
}

/** Loading and failure get a page around them; the workspace fills the window by itself. */
function Framed<T>({
  query,
  children,
}: {
  query: Parameters<typeof QueryView<T>>[0]["query"];
  children: (data: T) => React.ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  return (
    <div className="page">
      <QueryView query={query} what={texts.review.what}>
        {() => null}
      </QueryView>
    </div>
  );
}

function NotReadable({ job }: { job: Job }) {
  return (
    <Page title={jobName(job)} narrow actions={<StateBadge state={shownState(job)} />}>
      {job.error ? (
        <Notice tone="error" title={texts.review.notRead}>
          <ProblemText problem={job.error} />
        </Notice>
      ) : (
        <Notice tone="info" title={texts.review.notReady}>
          <p>{texts.review.notReadyBody(texts.state[shownState(job)])}</p>
        </Notice>
      )}
      <p>
        <Link className="button" href="/">
          {texts.app.toInbox}
        </Link>
      </p>
    </Page>
  );
}
