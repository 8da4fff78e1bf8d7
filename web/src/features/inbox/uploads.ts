/** The uploads of this visit, kept outside of React so that leaving the inbox stops nothing. */
import { api } from "../../lib/api";
import { ApiProblem, local, problemOf } from "../../lib/http";
import { putFile, sha256 } from "../../lib/uploadFile";
import { texts } from "../../texts";
import type { CreateJob, Job, JobCreated, JobRef, Problem, Upload } from "../../types/contracts";
import {
  isCancellable,
  isRetryable,
  isSettled,
  isUnfinished,
  moved,
  nextToStart,
  type UploadEntry,
  type UploadState,
} from "./queue";

/** What an upload asks of the world. */
export interface Doors {
  hash(file: File): Promise<string>;
  create(job: CreateJob): Promise<JobCreated>;
  put(upload: Upload, file: File, onSent: (bytes: number) => void, signal: AbortSignal): Promise<void>;
  start(id: string): Promise<unknown>;
  discard(id: string): Promise<Job>;
}

export interface Uploads {
  entries: readonly UploadEntry[];
  /** Why no new job is accepted for now; the files wait until the person tries again. */
  held: Problem | null;
}

export class UploadQueue {
  private readonly doors: Doors;
  private now: Uploads = { entries: [], held: null };
  private readonly aborts = new Map<string, AbortController>();
  /** The jobs that the server has. */
  private readonly announced = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private tell: () => void = () => {};

  constructor(doors: Doors) {
    this.doors = doors;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): Uploads => this.now;

  /** Told when a job came to be or moved, so that the list can be asked for. */
  onJobs(listener: () => void): void {
    this.tell = listener;
  }

  add(files: Iterable<File>): void {
    this.publish([...this.now.entries, ...[...files].map(entryOf)]);
  }

  /** Nothing is left behind: a job that was announced already is discarded. */
  cancel = (id: string): void => this.cancelEach(this.found(id));

  cancelAll = (): void => this.cancelEach(this.now.entries);

  /** A cancelled file's job is gone for good, so it comes again as another; a failed one goes on as the same. */
  retry = (id: string): void => this.retryEach(this.found(id));

  /** Every failed file once more, and what waits because no job was accepted. */
  retryAll = (): void => {
    const again = this.now.entries.filter(isRetryable);
    this.now = { ...this.now, held: null };
    this.retryEach(again);
  };

  uploadAnyway = (id: string): void => {
    const allowed = this.now.entries.map((entry) => (entry.id === id ? { ...entry, allowed: true } : entry));
    this.publish(moved(allowed, id, { step: "waiting" }));
  };

  /** The same file is not wanted twice: its announced job is discarded, and the row goes. */
  skip = (id: string): void => {
    this.forgetJob(id);
    this.remove(id);
  };

  remove = (id: string): void => this.publish(this.now.entries.filter((entry) => entry.id !== id));

  /** Takes what has ended well, or was cancelled, off the list. */
  clear = (): void => this.publish(this.now.entries.filter((entry) => !isSettled(entry)));

  private found(id: string): UploadEntry[] {
    return this.now.entries.filter((entry) => entry.id === id);
  }

  private cancelEach(entries: readonly UploadEntry[]): void {
    const ended = entries.filter(isCancellable);
    let next = this.now.entries;
    for (const { id } of ended) next = moved(next, id, { step: "cancelled" });
    this.publish(next);
    for (const { id } of ended) this.forgetJob(id);
  }

  private retryEach(entries: readonly UploadEntry[]): void {
    const ids = new Set(entries.map(({ id }) => id));
    this.publish(
      this.now.entries.map((entry) => {
        if (!ids.has(entry.id)) return entry;
        const id = entry.state.step === "cancelled" ? crypto.randomUUID() : entry.id;
        return { ...entry, id, state: { step: "waiting" } };
      }),
    );
  }

  private forgetJob(id: string): void {
    this.aborts.get(id)?.abort();
    if (!this.announced.delete(id)) return;
    // Best effort: a job whose file never comes is cleared away by the server after a day.
    this.doors.discard(id).then(this.tell, () => {});
  }

  private publish(entries: readonly UploadEntry[]): void {
    const starting = this.now.held ? [] : nextToStart(entries);
    let next = entries;
    for (const { id } of starting) next = moved(next, id, { step: "hashing" });
    this.now = { ...this.now, entries: next };
    for (const listener of this.listeners) listener();
    for (const entry of starting) void this.walk(entry);
  }

  /** Takes the file as far as it goes: every step may be repeated, since the job's id stays the same. */
  private async walk(entry: UploadEntry): Promise<void> {
    const abort = new AbortController();
    this.aborts.set(entry.id, abort);
    const to = (state: UploadState) => !abort.signal.aborted && this.publish(moved(this.now.entries, entry.id, state));
    try {
      to(await this.carry(entry, abort.signal, to));
    } catch (error) {
      to(this.refused(problemOf(error)));
    } finally {
      this.tell();
    }
  }

  private async carry(entry: UploadEntry, signal: AbortSignal, to: (state: UploadState) => void): Promise<UploadState> {
    const { id, file } = entry;
    await refuseOtherKinds(file);
    const announced = { job_id: id, name: file.name, size: file.size, sha256: await this.doors.hash(file) };
    signal.throwIfAborted();
    to({ step: "creating" });
    // Never broken off: whoever cancels meanwhile could not know whether there is a job to discard.
    const { job, upload, same_file } = await this.doors.create(announced);
    this.announced.add(id);
    if (signal.aborted) this.forgetJob(id);
    signal.throwIfAborted();
    if (job.status !== "awaiting_upload") return { step: job.status === "discarded" ? "cancelled" : "done" };
    const twin = entry.allowed ? undefined : same_file.find((other) => this.isHere(other));
    if (twin) return { step: "asking", twin };
    to({ step: "uploading", sent: 0 });
    await this.doors.put(upload, file, (sent) => to({ step: "uploading", sent }), signal);
    to({ step: "starting" });
    await this.doors.start(id);
    return { step: "done" };
  }

  /** When no job is accepted, none of the others would be either: they wait together, none has failed. */
  private refused(problem: Problem): UploadState {
    if (problem.code !== "NOT_ACCEPTING") return { step: "failed", problem };
    this.now = { ...this.now, held: problem };
    return { step: "waiting" };
  }

  /** Whether the other's bytes are stored, or on their way; an upload that broke off long ago is no twin. */
  private isHere({ job_id, status }: JobRef): boolean {
    return status !== "awaiting_upload" || this.found(job_id).some(isUnfinished);
  }
}

function entryOf(file: File): UploadEntry {
  return { id: crypto.randomUUID(), file, state: { step: "waiting" }, allowed: false };
}

/** What the server would refuse only after the upload: a PDF says so in its first kilobyte. */
async function refuseOtherKinds(file: File): Promise<void> {
  const head = new TextDecoder("latin1").decode(await file.slice(0, 1024).arrayBuffer());
  if (file.size === 0 || head.includes("%PDF-")) return;
  const problem = local("NOT_A_PDF", 0, texts.upload.notPdf(file.name), texts.upload.notPdfHint);
  throw new ApiProblem({ ...problem, retryable: false });
}

export const uploads = new UploadQueue({
  hash: sha256,
  create: (job) => api.createJob(job),
  put: putFile,
  start: api.startJob,
  discard: api.discard,
});

// A window that is closed while files are on their way asks first.
if (typeof window !== "undefined") {
  let guarded = false;
  const ask = (event: Event) => event.preventDefault();
  uploads.subscribe(() => {
    const wanted = uploads.snapshot().entries.some(isUnfinished);
    if (wanted === guarded) return;
    guarded = wanted;
    if (wanted) window.addEventListener("beforeunload", ask);
    else window.removeEventListener("beforeunload", ask);
  });
}
