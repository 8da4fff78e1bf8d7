import "./inbox.css";
import { useState } from "react";
import { Page } from "../../components/Page";
import { QueryView } from "../../components/QueryView";
import { useDebounced } from "../../lib/debounce";
import { texts } from "../../texts";
import { DropZone } from "./DropZone";
import { JobsView } from "./JobsView";
import { NoJobs } from "./NoJobs";
import { StatsStrip } from "./StatsStrip";
import { UploadList } from "./UploadList";
import { useJobs } from "./useJobs";
import { useStats } from "./useStats";

/** Where invoices come in, and where the next one to look at is chosen. */
export function InboxPage() {
  const [text, setText] = useState("");
  const q = useDebounced(text.trim());
  const { list, more } = useJobs(q);
  const stats = useStats(q ? undefined : list.data?.jobs);
  return (
    <Page title={texts.inbox.title} lead={texts.inbox.lead}>
      <DropZone />
      <UploadList />
      {stats && stats.jobs > 0 && <StatsStrip stats={stats} />}
      <QueryView query={list} what={texts.inbox.jobs}>
        {({ jobs, next }) =>
          jobs.length === 0 && q === "" && text === "" ? (
            <NoJobs />
          ) : (
            <JobsView jobs={jobs} text={text} onText={setText} more={next === undefined ? null : more} />
          )
        }
      </QueryView>
    </Page>
  );
}
