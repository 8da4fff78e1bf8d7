import "./uploads.css";
import { type ReactNode, useSyncExternalStore } from "react";
import { Notice } from "../../components/Notice";
import { formatTime } from "../../lib/format";
import { texts } from "../../texts";
import type { Job, Problem, Status } from "../../types/contracts";
import { isCancellable, isSettled, summaryOf, type UploadEntry } from "./queue";
import { UploadRow } from "./UploadRow";
import { uploads } from "./uploads";

/** So many waiting or finished rows are shown as they are; more fold away. */
const FEW = 3;

/** The files of this visit: what is under way or needs an answer in full, the rest folded away. */
export function UploadList({ jobs }: { jobs: readonly Job[] }) {
  const { entries, held } = useSyncExternalStore(uploads.subscribe, uploads.snapshot);
  if (entries.length === 0) return null;
  const waiting = entries.filter(({ state }) => state.step === "waiting");
  const settled = entries.filter(isSettled);
  const statuses = new Map(jobs.map(({ job_id, status }) => [job_id, status]));
  const open = entries.filter((entry) => entry.state.step !== "waiting" && !isSettled(entry));
  return (
    <section className="card" aria-labelledby="uploads">
      <h2 id="uploads" className="hidden-visually">
        {texts.inbox.uploads}
      </h2>
      <SummaryLine entries={entries} statuses={statuses} />
      {held && <Held problem={held} waiting={waiting.length} />}
      <Rows entries={open} statuses={statuses} />
      <Folded entries={waiting} statuses={statuses} title={texts.upload.showWaiting(waiting.length)} />
      <Folded entries={settled} statuses={statuses} title={texts.upload.showSettled(settled.length)} />
    </section>
  );
}

/** "50 files · 32 done · 3 uploading · 1 failed", how much of it has left, and what can be done to all of them. */
function SummaryLine({ entries, statuses }: RowsProps) {
  const summary = summaryOf(entries, statuses);
  const { counts } = texts.upload;
  const parts = (["done", "notRead", "underWay", "waiting", "asking", "failed", "cancelled"] as const).filter(
    (name) => summary[name] > 0,
  );
  const moving = summary.underWay + summary.waiting > 0;
  return (
    <div className="uploads-head">
      <p role="status">
        <strong>{counts.files(summary.files)}</strong>
        {parts.map((name) => (
          <span key={name} data-count={name}>
            {` · ${counts[name](summary[name])}`}
          </span>
        ))}
      </p>
      <div className="row">
        {summary.retryable > 1 && <ForAll word={texts.upload.retryAll} act={uploads.retryAll} />}
        {entries.some(isCancellable) && <ForAll word={texts.upload.cancelAll} act={uploads.cancelAll} />}
        {!moving && entries.some(isSettled) && <ForAll word={texts.upload.clear} act={uploads.clear} />}
      </div>
      {moving && <progress max={1} value={summary.share} aria-label={texts.upload.allProgress} />}
    </div>
  );
}

function ForAll({ word, act }: { word: string; act: () => void }) {
  return (
    <button type="button" className="button slim quiet" onClick={act}>
      {word}
    </button>
  );
}

/** No job is accepted for now: why, and until when, as far as the server says. */
function Held({ problem, waiting }: { problem: Problem; waiting: number }) {
  const { limit, reason, until } = problem.facts ?? {};
  const say = texts.upload;
  return (
    <div className="uploads-held">
      <Notice
        tone="warning"
        title={say.held}
        actions={
          <button type="button" className="button slim" onClick={uploads.retryAll}>
            {texts.app.retry}
          </button>
        }
      >
        <p>
          {typeof limit === "number" && `${say.heldLimit(limit)} `}
          {typeof reason === "string" && `${say.heldReason(reason)} `}
          {typeof until === "string" && say.heldUntil(formatTime(until))}
        </p>
        <p className="soft small">
          {say.heldBody(waiting)} <code>{problem.code}</code>
        </p>
      </Notice>
    </div>
  );
}

interface RowsProps {
  entries: readonly UploadEntry[];
  /** What has become of uploaded files, by the id of their jobs. */
  statuses: ReadonlyMap<string, Status>;
}

function Folded({ title, ...rows }: RowsProps & { title: ReactNode }) {
  if (rows.entries.length <= FEW) return <Rows {...rows} />;
  return (
    <details className="uploads-folded">
      <summary className="small">{title}</summary>
      <Rows {...rows} />
    </details>
  );
}

function Rows({ entries, statuses }: RowsProps) {
  if (entries.length === 0) return null;
  return (
    <ul className="uploads">
      {entries.map((entry) => (
        <UploadRow key={entry.id} entry={entry} status={statuses.get(entry.id)} />
      ))}
    </ul>
  );
}
