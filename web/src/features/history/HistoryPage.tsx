import "./history.css";
import { useSearchParams } from "wouter";
import { EmptyState } from "../../components/EmptyState";
import { MoreButton } from "../../components/MoreButton";
import { Page } from "../../components/Page";
import { QueryView } from "../../components/QueryView";
import { formatDay } from "../../lib/format";
import { texts } from "../../texts";
import { byDay, type Day, invoiceDay, localDay, uploadDay } from "./days";
import { ExportButton } from "./ExportButton";
import { FilterBar } from "./FilterBar";
import { addressOf, filterOf, type HistoryFilter, isFiltered } from "./filter";
import { JobStory } from "./JobStory";
import { useHistory } from "./useHistory";

/** Everything that was ever uploaded and what became of it, by day. */
export default function HistoryPage() {
  const [address, setAddress] = useSearchParams();
  const filter = filterOf(address);
  const history = useHistory(filter);
  const change = (next: HistoryFilter) => setAddress(addressOf(next), { replace: true });
  return (
    <Page title={texts.history.title} lead={texts.history.lead} actions={<ExportButton filter={filter} />}>
      <FilterBar filter={filter} onChange={change} />
      <QueryView query={history} what={texts.history.what}>
        {({ pages }) => (
          <>
            <Days days={daysOf(pages, filter)} filter={filter} />
            <MoreButton list={history} label={texts.history.more} loading={texts.app.loading} />
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Days({ days, filter }: { days: readonly Day[]; filter: HistoryFilter }) {
  const { empty, emptyBody, noMatch, noMatchBody } = texts.history;
  if (days.length === 0) {
    return (
      <div className="card">
        {isFiltered(filter) ? (
          <EmptyState icon="sheet" title={noMatch} body={noMatchBody} />
        ) : (
          <EmptyState icon="clock" title={empty} body={emptyBody} />
        )}
      </div>
    );
  }
  return days.map(({ day, jobs }, index) => (
    // A day may come twice: a vendor's invoices stand by their date, what has none yet by its upload.
    // biome-ignore lint/suspicious/noArrayIndexKey: days are only ever added at the end
    <section key={`${day} ${index}`} className="day">
      <h2>
        {dayName(day, filter)} <span>{texts.history.jobs(jobs.length)}</span>
      </h2>
      <ul className="card">
        {jobs.map((job) => (
          <JobStory key={job.job_id} job={job} />
        ))}
      </ul>
    </section>
  ));
}

function daysOf(pages: readonly { entries: Parameters<typeof byDay>[0] }[], filter: HistoryFilter): Day[] {
  return byDay(
    pages.flatMap(({ entries }) => entries),
    filter.vendor ? invoiceDay : uploadDay,
  );
}

function dayName(day: string, { vendor }: HistoryFilter): string {
  if (vendor) return texts.history.invoicesOf(formatDay(day));
  const now = new Date();
  if (day === localDay(now)) return texts.history.today;
  now.setDate(now.getDate() - 1);
  return day === localDay(now) ? texts.history.yesterday : formatDay(day);
}
