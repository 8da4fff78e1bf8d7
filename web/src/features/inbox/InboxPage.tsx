import "./inbox.css";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { EmptyState } from "../../components/EmptyState";
import { ProblemNotice } from "../../components/Notice";
import { Page } from "../../components/Page";
import { QueryView } from "../../components/QueryView";
import { fetchStored } from "../../lib/http";
import { texts } from "../../texts";
import type { Job, JobList } from "../../types/contracts";
import { DropZone } from "./DropZone";
import { FILTERS, type Filter, inFilter } from "./filters";
import { JobTable } from "./JobTable";
import { UploadList } from "./UploadList";
import { uploads } from "./uploads";
import { useJobs } from "./useJobs";

export function InboxPage() {
  const jobs = useJobs();
  return (
    <Page title={texts.inbox.title} lead={texts.inbox.lead}>
      <DropZone />
      <UploadList />
      <QueryView query={jobs} what={texts.inbox.jobs}>
        {(list) => <Jobs list={list} />}
      </QueryView>
    </Page>
  );
}

function Jobs({ list }: { list: JobList }) {
  const [filter, setFilter] = useState<Filter>("all");
  if (list.jobs.length === 0) return <NoJobs />;
  const shown = inFilter(list.jobs, filter);
  return (
    <section className="stack" aria-label={texts.inbox.jobs}>
      <Filters jobs={list.jobs} filter={filter} onFilter={setFilter} />
      <div className="card">
        {shown.length > 0 ? <JobTable jobs={shown} /> : <p className="loading plain">{texts.inbox.noneInFilter}</p>}
      </div>
      {list.next && <p className="soft small">{texts.inbox.more}</p>}
    </section>
  );
}

interface FiltersProps {
  jobs: readonly Job[];
  filter: Filter;
  onFilter: (filter: Filter) => void;
}

/** One button a state that occurs, with its count. */
function Filters({ jobs, filter, onFilter }: FiltersProps) {
  const counts = FILTERS.map((name) => [name, inFilter(jobs, name).length] as const);
  return (
    <div className="filters" role="group" aria-label={texts.inbox.filters}>
      {counts
        .filter(([name, count]) => name === "all" || name === filter || count > 0)
        .map(([name, count]) => (
          <button key={name} type="button" aria-pressed={name === filter} onClick={() => onFilter(name)}>
            {texts.inbox.filter[name]} <span>{count}</span>
          </button>
        ))}
    </div>
  );
}

function NoJobs() {
  const sample = useMutation({ mutationFn: fetchSample, onSuccess: (file) => uploads.add([file]) });
  return (
    <div className="card">
      <EmptyState
        icon="sheet"
        title={texts.inbox.emptyTitle}
        body={texts.inbox.emptyBody}
        action={
          <button type="button" className="button" disabled={sample.isPending} onClick={() => sample.mutate()}>
            {texts.inbox.sample}
          </button>
        }
      />
      <ol className="steps">
        {texts.inbox.steps.map(([what, how]) => (
          <li key={what}>
            <strong>{what}</strong>
            <span className="soft small">{how}</span>
          </li>
        ))}
      </ol>
      {sample.isError && <ProblemNotice error={sample.error} title={texts.inbox.sampleFailed} />}
    </div>
  );
}

async function fetchSample(): Promise<File> {
  const answer = await fetchStored(`/${texts.inbox.sampleFile}`);
  return new File([await answer.arrayBuffer()], texts.inbox.sampleFile, { type: "application/pdf" });
}
