/** The uploads of this visit: one state machine a file, kept outside of React so that leaving the inbox stops nothing. */
import { api } from "../../lib/api";
import { ApiProblem, local, problemOf } from "../../lib/http";
import { jobName } from "../../lib/job";
import { putFile, sha256 } from "../../lib/uploadFile";
import { texts } from "../../texts";
import type { Problem } from "../../types/contracts";

/** A job that holds the same bytes already. */
export interface Twin {
  job_id: string;
  name: string;
}

export type UploadState =
  | { step: "hashing" | "creating" | "starting" | "done" | "cancelled" }
  | { step: "asking"; twin: Twin }
  | { step: "uploading"; sent: number }
  | { step: "failed"; problem: Problem };

export interface UploadEntry {
  /** The job's id, made here and sent again at every retry. */
  id: string;
  file: File;
  state: UploadState;
  twin?: Twin;
}

interface Run {
  entry: UploadEntry;
  abort: AbortController;
  /** Whether the person has said that the same file may come again. */
  allowed: boolean;
}

let entries: readonly UploadEntry[] = [];
const runs = new Map<string, Run>();
const listeners = new Set<() => void>();
/** Told when a job came to be or moved, so that the list can be asked for. */
let onJobs: () => void = () => {};

export const uploads = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  snapshot: () => entries,
  onJobs(listener: () => void): void {
    onJobs = listener;
  },
  add(files: Iterable<File>): void {
    for (const file of files) start({ id: crypto.randomUUID(), file, state: { step: "hashing" } });
  },
  cancel(id: string): void {
    runs.get(id)?.abort.abort();
    change(id, { step: "cancelled" });
  },
  retry(id: string): void {
    const run = runs.get(id);
    if (run) void walk({ ...run, abort: new AbortController() });
  },
  uploadAnyway(id: string): void {
    const run = runs.get(id);
    if (run) void walk({ ...run, allowed: true });
  },
  remove(id: string): void {
    runs.delete(id);
    publish(entries.filter((entry) => entry.id !== id));
  },
};

function start(entry: UploadEntry): void {
  publish([entry, ...entries]);
  void walk({ entry, abort: new AbortController(), allowed: false });
}

/** Takes the file as far as it goes: every step may be repeated, since the job's id stays the same. */
async function walk(run: Run): Promise<void> {
  const { entry, abort } = run;
  const { id, file } = entry;
  runs.set(id, run);
  const to = (state: UploadState) => !abort.signal.aborted && change(id, state);
  try {
    await refuseOtherKinds(file);
    to({ step: "hashing" });
    const hash = await sha256(file);
    const twin = run.allowed ? undefined : await findTwin(id, hash);
    if (twin) return void to({ step: "asking", twin });
    to({ step: "creating" });
    const created = await api.createJob({ job_id: id, name: file.name, size: file.size, sha256: hash }, abort.signal);
    noteTwin(id, created.same_file[0]);
    onJobs();
    if (created.job.status === "awaiting_upload") {
      to({ step: "uploading", sent: 0 });
      await putFile(created.upload, file, (sent) => to({ step: "uploading", sent }), abort.signal);
      to({ step: "starting" });
      await api.startJob(id);
    }
    to({ step: "done" });
  } catch (error) {
    to({ step: "failed", problem: problemOf(error) });
  } finally {
    onJobs();
  }
}

/** A job with the same bytes that the newest list knows. */
async function findTwin(id: string, hash: string): Promise<Twin | undefined> {
  const { jobs } = await api.jobs();
  const twin = jobs.find((job) => job.sha256 === hash && job.job_id !== id && job.status !== "awaiting_upload");
  return twin && { job_id: twin.job_id, name: jobName(twin) };
}

/** What the server would refuse only after the upload: a PDF says so in its first kilobyte. */
async function refuseOtherKinds(file: File): Promise<void> {
  const head = new TextDecoder("latin1").decode(await file.slice(0, 1024).arrayBuffer());
  if (file.size === 0 || head.includes("%PDF-")) return;
  const problem = local("NOT_A_PDF", 0, texts.upload.notPdf(file.name), texts.upload.notPdfHint);
  throw new ApiProblem({ ...problem, retryable: false });
}

function noteTwin(id: string, twin: Twin | undefined): void {
  if (twin) publish(entries.map((entry) => (entry.id === id ? { ...entry, twin } : entry)));
}

function change(id: string, state: UploadState): void {
  publish(entries.map((entry) => (entry.id === id ? { ...entry, state } : entry)));
}

function publish(next: readonly UploadEntry[]): void {
  entries = next;
  for (const listener of listeners) listener();
}
