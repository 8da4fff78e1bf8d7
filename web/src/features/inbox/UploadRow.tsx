import { memo } from "react";
import { Link } from "wouter";
import { Icon, type IconName } from "../../components/Icon";
import { ProblemLine } from "../../components/Said";
import { formatBytes, formatTime } from "../../lib/format";
import { texts } from "../../texts";
import type { JobRef, Status } from "../../types/contracts";
import { isCancellable, isRetryable, isUnderWay, outcomeOf, type UploadEntry } from "./queue";
import { uploads } from "./uploads";

const ICONS: Partial<Record<UploadEntry["state"]["step"], IconName>> = {
  waiting: "clock",
  asking: "warning",
  done: "check",
  failed: "error",
  cancelled: "stop",
};

interface UploadRowProps {
  entry: UploadEntry;
  /** Its job's, once the list has it. */
  status: Status | undefined;
}

/** One file: how far it is, and what can be done about it. Drawn again only when it, or its job, has moved. */
export const UploadRow = memo(function UploadRow({ entry, status }: UploadRowProps) {
  const { file, state, id } = entry;
  const outcome = state.step === "done" ? outcomeOf(status) : undefined;
  const again = state.step === "cancelled" || isRetryable(entry);
  return (
    <li data-step={state.step} data-outcome={outcome}>
      <Icon name={outcome === "notRead" ? "error" : (ICONS[state.step] ?? "sheet")} />
      <div className="file">
        <strong>{file.name}</strong>
        <Progress entry={entry} status={status} />
        {state.step === "asking" && <TwinQuestion id={id} twin={state.twin} />}
      </div>
      <div className="row">
        {again && (
          <RowButton label={texts.upload.retry(file.name)} word={texts.app.retry} act={() => uploads.retry(id)} />
        )}
        <EndButton entry={entry} />
      </div>
    </li>
  );
});

/** Cancels what is under way, and takes what has ended off the list. */
function EndButton({ entry }: { entry: UploadEntry }) {
  const { id, file, state } = entry;
  if (isCancellable(entry)) {
    return <RowButton label={texts.upload.cancel(file.name)} word={texts.app.cancel} act={() => uploads.cancel(id)} />;
  }
  if (state.step === "asking" || state.step === "starting") return null; // it has its own answers; it is stored already
  return <RowButton label={texts.upload.dismiss(file.name)} word={texts.app.remove} act={() => uploads.remove(id)} />;
}

function RowButton({ label, word, act }: { label: string; word: string; act: () => void }) {
  return (
    <button type="button" className="button slim quiet" aria-label={label} onClick={act}>
      {word}
    </button>
  );
}

/** Told aloud once for all files, in the line above them: fifty voices at once say nothing. */
function Progress({ entry: { file, state }, status }: UploadRowProps) {
  if (state.step === "failed") {
    return (
      <p className="small" role="alert">
        <ProblemLine problem={state.problem} />
      </p>
    );
  }
  const sent = state.step === "uploading" ? state.sent : state.step === "starting" ? file.size : 0;
  const word =
    state.step === "uploading"
      ? texts.upload.uploading(formatBytes(sent), formatBytes(file.size))
      : texts.upload[state.step === "done" ? outcomeOf(status) : state.step];
  return (
    <>
      <span className="small soft">{word}</span>
      {isUnderWay({ state }) && <progress max={file.size} value={sent} aria-label={texts.upload.progress(file.name)} />}
    </>
  );
}

function TwinQuestion({ id, twin }: { id: string; twin: JobRef }) {
  return (
    <div className="twin" role="alert">
      <p className="small">{texts.upload.sameFile(twin.name, texts.state[twin.status], formatTime(twin.created_at))}</p>
      <div className="row">
        <Link className="button slim" href={`/invoices/${twin.job_id}`}>
          {texts.upload.openOther}
        </Link>
        <button type="button" className="button slim" onClick={() => uploads.uploadAnyway(id)}>
          {texts.upload.anyway}
        </button>
        <button type="button" className="button slim quiet" onClick={() => uploads.skip(id)}>
          {texts.upload.skip}
        </button>
      </div>
    </div>
  );
}
