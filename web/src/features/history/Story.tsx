import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "wouter";
import { Icon } from "../../components/Icon";
import { QueryView } from "../../components/QueryView";
import { ProblemLine } from "../../components/Said";
import { api } from "../../lib/api";
import { formatTime } from "../../lib/format";
import { keys } from "../../lib/queries";
import { texts } from "../../texts";
import type { Job, JobEvent } from "../../types/contracts";
import { Events } from "./Events";
import { savedVersions } from "./events";

const { one } = texts.history;

/** What an invoice means for the stock, everything that happened to it, its saved versions and its receipt. */
export function Story({ job }: { job: Job }) {
  const events = useQuery({
    // A job that has moved has new events; one that has not, has none.
    queryKey: [...keys.events(job.job_id), job.updated_at],
    queryFn: ({ signal }) => api.events(job.job_id, signal),
  });
  return (
    <div className="story">
      <p className="stock-said">
        <Icon name="box" />
        {stockSaid(job)}
      </p>
      {job.error && (
        <div className="failure">
          <ProblemLine problem={job.error} />
        </div>
      )}
      <QueryView query={events} what={one.what}>
        {(list) => (
          <div className="told">
            <Events events={list.events} />
            <Papers job={job} events={list.events} />
          </div>
        )}
      </QueryView>
    </div>
  );
}

/** Where the rest is: the review, each version of it that was saved, the receipt, this story's own page. */
function Papers({ job, events }: { job: Job; events: readonly JobEvent[] }) {
  const [here] = useLocation();
  const review = `/invoices/${job.job_id}`;
  const own = `/history/${job.job_id}`;
  const versions = savedVersions(events);
  const Heading = here === own ? "h2" : "h3"; // below a day's heading, or the page's
  return (
    <div className="papers">
      <div className="row">
        <Link className="button slim" href={review}>
          {one.review}
        </Link>
        {job.applied_at && (
          <Link className="button slim" href={`${review}/apply`}>
            {job.reversed_at ? one.receiptReversed : one.receipt}
          </Link>
        )}
        {here !== own && (
          <Link className="button slim quiet" href={own}>
            {one.whole}
          </Link>
        )}
      </div>
      {versions.length > 0 && (
        <>
          <Heading>{one.versions}</Heading>
          <ul className="saved-versions">
            {versions.map(({ version, at }) => (
              <li key={version}>
                <Link href={`${review}?version=${version}`}>{one.version(version)}</Link>
                <span className="soft small">{formatTime(at)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function stockSaid({ status, applied_at, reversed_at }: Job): string {
  if (reversed_at) return one.stock.reversed(formatTime(reversed_at));
  if (status === "applying") return one.stock.applying;
  return applied_at ? one.stock.applied(formatTime(applied_at)) : one.stock.none;
}
