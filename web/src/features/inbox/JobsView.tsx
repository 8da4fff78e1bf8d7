import type { UseMutationResult } from "@tanstack/react-query";
import { useRef, useSyncExternalStore } from "react";
import { ProblemNotice } from "../../components/Notice";
import { useSearchKey } from "../../lib/searchKey";
import { texts } from "../../texts";
import type { Job, JobList } from "../../types/contracts";
import { FILTERS, type Filter, inFilter } from "./filters";
import { JobTable } from "./JobTable";
import { isSettled } from "./queue";
import { focusFirstRow } from "./rowKeys";
import { uploads } from "./uploads";

interface JobsViewProps {
  jobs: readonly Job[];
  filter: Filter;
  onFilter: (filter: Filter) => void;
  text: string;
  onText: (text: string) => void;
  /** Reads the list further down; null when it ends here. */
  more: UseMutationResult<JobList, Error, void> | null;
}

/** The jobs: by state, by what is searched for, and further down. */
export function JobsView({ jobs, filter, onFilter, text, onText, more }: JobsViewProps) {
  const section = useRef<HTMLElement>(null);
  const listed = useListed(jobs);
  const shown = inFilter(listed, filter);
  return (
    <section ref={section} className="stack" aria-label={texts.inbox.jobs}>
      <div className="jobs-head">
        <Filters jobs={listed} filter={filter} onFilter={onFilter} />
        <Search text={text} onText={onText} onDown={() => focusFirstRow(section.current)} />
      </div>
      <div className="card">
        {shown.length > 0 ? <JobTable jobs={shown} /> : <Nothing text={text} onClear={() => onText("")} />}
      </div>
      {more && <More more={more} />}
    </section>
  );
}

/** Jobs whose file is on its way from this window stand in the list of uploads, and only there. */
function useListed(jobs: readonly Job[]): Job[] {
  const uploading = useSyncExternalStore(uploads.subscribe, uploadingIds).split(" ");
  return jobs.filter(({ job_id, status }) => status !== "awaiting_upload" || !uploading.includes(job_id));
}

function uploadingIds(): string {
  const entries = uploads.snapshot().entries.filter((entry) => !isSettled(entry));
  return entries.map(({ id }) => id).join(" ");
}

/** One button a state that occurs, with its count. */
function Filters({ jobs, filter, onFilter }: Pick<JobsViewProps, "jobs" | "filter" | "onFilter">) {
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

interface SearchProps extends Pick<JobsViewProps, "text" | "onText"> {
  onDown: () => void;
}

function Search({ text, onText, onDown }: SearchProps) {
  const field = useRef<HTMLInputElement>(null);
  useSearchKey(field);
  return (
    <label className="search">
      <span className="hidden-visually">{texts.inbox.search}</span>
      <input
        ref={field}
        className="input"
        type="search"
        placeholder={texts.inbox.search}
        autoComplete="off"
        value={text}
        onChange={({ target }) => onText(target.value)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          onDown();
        }}
      />
      {text === "" && (
        <span className="key" aria-hidden="true">
          /
        </span>
      )}
    </label>
  );
}

function Nothing({ text, onClear }: { text: string; onClear: () => void }) {
  return (
    <div className="nothing" role="status">
      <p>{text ? texts.inbox.noneFound(text) : texts.inbox.noneInFilter}</p>
      {text && (
        <button type="button" className="button slim" onClick={onClear}>
          {texts.inbox.clearSearch}
        </button>
      )}
    </div>
  );
}

function More({ more }: { more: NonNullable<JobsViewProps["more"]> }) {
  return (
    <>
      <div className="row">
        <button type="button" className="button" disabled={more.isPending} onClick={() => more.mutate()}>
          {more.isPending ? texts.inbox.loadingMore : texts.inbox.more}
        </button>
        <span className="soft small">{texts.inbox.notAll}</span>
      </div>
      {more.isError && <ProblemNotice error={more.error} title={texts.errors.loading(texts.inbox.jobs)} />}
    </>
  );
}
