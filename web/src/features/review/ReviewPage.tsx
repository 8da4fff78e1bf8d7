import "./review.css";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "wouter";
import { QueryView } from "../../components/QueryView";
import { taken } from "../../lib/ahead";
import { api } from "../../lib/api";
import { formatCount } from "../../lib/format";
import { isReadable } from "../../lib/job";
import { pollDelay } from "../../lib/poll";
import { keys } from "../../lib/queries";
import { texts } from "../../texts";
import type { Job } from "../../types/contracts";
import { NotReadable } from "./NotReadable";
import { OldVersion } from "./OldVersion";
import { usePdf } from "./usePdf";
import { Workspace } from "./Workspace";

formatCount(0); // a window's first number format takes 30 ms: now, while the answers are on their way

/** One invoice beside its page. A job without a reading says how it stands instead. */
export default function ReviewPage({ id }: { id: string }) {
  const job = useQuery({
    queryKey: keys.job(id),
    queryFn: () => taken("job", id, () => api.job(id)),
    refetchInterval: ({ state: { data } }) =>
      data && !isReadable(data) ? pollDelay([data], Date.parse(data.updated_at), Date.now()) : false,
  });
  return (
    <Framed query={job}>
      {(current) =>
        isReadable(current) ? <Readable key={current.attempt} job={current} /> : <NotReadable job={current} />
      }
    </Framed>
  );
}

function Readable({ job }: { job: Job }) {
  const id = job.job_id;
  usePdf(id);
  const version = Number(new URLSearchParams(useSearch()).get("version"));
  const draft = useQuery({
    queryKey: keys.draft(id),
    queryFn: () => taken("draft", id, () => api.draft(id)),
    // What is worked on never changes under the hands; what was opened earlier may be out of date, so it is not kept.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const reading = useQuery({
    queryKey: [...keys.reading(id), job.reading_sha256],
    queryFn: ({ signal }) => taken("reading", id, () => api.reading(id, signal)),
  });
  return (
    <Framed query={draft}>
      {(current) => (
        <Framed query={reading}>
          {(read) =>
            version > 0 && version < current.version ? (
              <OldVersion draft={current} reading={read} version={version} />
            ) : (
              <Workspace key={current.review.reading_sha256} draft={current} reading={read} />
            )
          }
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
