import { useSyncExternalStore } from "react";
import { Link, useLocation } from "wouter";
import { Icon } from "../../components/Icon";
import { ProblemLine } from "../../components/Said";
import { formatBytes } from "../../lib/format";
import { texts } from "../../texts";
import { type UploadEntry, uploads } from "./uploads";

/** The files of this visit: how far each is, and what can be done about it. */
export function UploadList() {
  const entries = useSyncExternalStore(uploads.subscribe, uploads.snapshot);
  if (entries.length === 0) return null;
  return (
    <section className="card" aria-labelledby="uploads">
      <h2 id="uploads" className="hidden-visually">
        {texts.inbox.uploads}
      </h2>
      <ul className="uploads">
        {entries.map((entry) => (
          <UploadRow key={entry.id} entry={entry} />
        ))}
      </ul>
    </section>
  );
}

function UploadRow({ entry }: { entry: UploadEntry }) {
  const { file, state, id } = entry;
  return (
    <li data-step={state.step}>
      <Icon name={state.step === "done" ? "check" : state.step === "failed" ? "error" : "sheet"} />
      <div className="file">
        <strong>{file.name}</strong>
        <Progress entry={entry} />
        {state.step === "asking" && <TwinQuestion entry={entry} twin={state.twin} />}
      </div>
      <div className="row">
        {state.step === "failed" && state.problem.retryable && (
          <button
            type="button"
            className="button slim"
            aria-label={texts.upload.retry(file.name)}
            onClick={() => uploads.retry(id)}
          >
            {texts.app.retry}
          </button>
        )}
        <EndButton entry={entry} />
      </div>
    </li>
  );
}

/** Cancels what is under way, and takes what has ended off the list. */
function EndButton({ entry: { id, file, state } }: { entry: UploadEntry }) {
  const underWay = !["done", "failed", "cancelled", "asking"].includes(state.step);
  if (state.step === "asking" || state.step === "starting") return null; // what is stored already is not taken back
  const [label, word, act] = underWay
    ? [texts.upload.cancel(file.name), texts.app.cancel, uploads.cancel]
    : [texts.upload.dismiss(file.name), texts.app.remove, uploads.remove];
  return (
    <button type="button" className="button slim quiet" aria-label={label} onClick={() => act(id)}>
      {word}
    </button>
  );
}

function Progress({ entry: { file, state, twin } }: { entry: UploadEntry }) {
  if (state.step === "failed") {
    return (
      <p className="small" role="alert">
        <ProblemLine problem={state.problem} />
      </p>
    );
  }
  const sent = state.step === "uploading" ? state.sent : null;
  const word =
    state.step === "uploading"
      ? texts.upload.uploading(formatBytes(state.sent), formatBytes(file.size))
      : texts.upload[state.step];
  return (
    <>
      {sent !== null && <progress max={file.size} value={sent} aria-label={texts.upload.progress(file.name)} />}
      <p className="small soft" role="status">
        {word}
      </p>
      {twin && (
        <p className="small">
          <Link href={`/invoices/${twin.job_id}`}>{texts.upload.sameFileNote(twin.name)}</Link>
        </p>
      )}
    </>
  );
}

function TwinQuestion({ entry, twin }: { entry: UploadEntry; twin: { job_id: string; name: string } }) {
  const [, navigate] = useLocation();
  return (
    <div className="twin" role="alert">
      <p className="small">{texts.upload.sameFile(twin.name)}</p>
      <div className="row">
        <button type="button" className="button slim" onClick={() => navigate(`/invoices/${twin.job_id}`)}>
          {texts.upload.openOther}
        </button>
        <button type="button" className="button slim" onClick={() => uploads.uploadAnyway(entry.id)}>
          {texts.upload.anyway}
        </button>
        <button type="button" className="button slim quiet" onClick={() => uploads.remove(entry.id)}>
          {texts.upload.skip}
        </button>
      </div>
    </div>
  );
}
