import "./inbox.css";
import { useSyncExternalStore } from "react";
import { useSearchParams } from "wouter";
import { Page } from "../../components/Page";
import { QueryView } from "../../components/QueryView";
import { useSearchText } from "../../lib/searchText";
import { texts } from "../../texts";
import { DropZone } from "./DropZone";
import { addressOf, type Shown, shownIn } from "./filters";
import { JobsView } from "./JobsView";
import { NoJobs } from "./NoJobs";
import { isComing } from "./queue";
import { StatsStrip } from "./StatsStrip";
import { UploadList } from "./UploadList";
import { uploads } from "./uploads";
import { useJobs } from "./useJobs";
import { useStats } from "./useStats";

/** Where invoices come in, and where the next one to look at is chosen. */
export function InboxPage() {
  const [address, setAddress] = useSearchParams();
  const { filter, q } = shownIn(address);
  const show = (shown: Shown) => setAddress(addressOf(shown), { replace: true });
  const [text, setText] = useSearchText(q, (wanted) => show({ filter, q: wanted }));
  const { list, more } = useJobs(q);
  const stats = useStats(q ? undefined : list.data?.jobs);
  const coming = useComing(list.isFetching);
  return (
    <Page title={texts.inbox.title} lead={texts.inbox.lead}>
      <DropZone />
      <UploadList jobs={list.data?.jobs ?? []} />
      {stats && stats.jobs > 0 && <StatsStrip stats={stats} />}
      <QueryView query={list} what={texts.inbox.jobs}>
        {({ jobs, next }) =>
          jobs.length === 0 && q === "" && text === "" && !list.isPlaceholderData ? (
            !coming && <NoJobs />
          ) : (
            <JobsView
              jobs={jobs}
              filter={filter}
              onFilter={(wanted) => show({ filter: wanted, q })}
              text={text}
              onText={setText}
              more={next === undefined ? null : more}
            />
          )
        }
      </QueryView>
    </Page>
  );
}

/** Whether files chosen in this window are about to be jobs: those sent are until the list has been asked again. */
function useComing(asking: boolean): boolean {
  const { entries } = useSyncExternalStore(uploads.subscribe, uploads.snapshot);
  return entries.some((entry) => isComing(entry) || (asking && entry.state.step === "done"));
}
