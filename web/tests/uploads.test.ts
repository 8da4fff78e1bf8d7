import { expect, test } from "vitest";
import {
  AT_ONCE,
  isComing,
  isUnderWay,
  nextToStart,
  outcomeOf,
  summaryOf,
  type UploadEntry,
  type UploadState,
} from "../src/features/inbox/queue";
import { type Doors, UploadQueue } from "../src/features/inbox/uploads";
import { ApiProblem, local } from "../src/lib/http";
import type { JobCreated, JobRef } from "../src/types/contracts";
import { job } from "./support";

const pdf = (name: string) => new File([`%PDF-1.7 ${name}`], name);
const pdfs = (count: number) => Array.from({ length: count }, (_, at) => pdf(`${at + 1}.pdf`));
const entry = (state: UploadState, size = 10): UploadEntry => ({
  id: crypto.randomUUID(),
  file: new File(["x".repeat(size)], "a.pdf"),
  state,
  allowed: false,
});

/** A server that takes everything; each PUT ends when the test says so. */
class FakeServer implements Doors {
  readonly created: string[] = [];
  readonly started: string[] = [];
  readonly discarded: string[] = [];
  readonly puts = new Map<string, { stored: () => void; broken: () => void }>();
  twins: JobRef[] = [];
  refusing: ApiProblem | null = null;

  hash = async () => "0".repeat(64);

  create: Doors["create"] = async ({ job_id, name }) => {
    if (this.refusing) throw this.refusing;
    this.created.push(name);
    const upload = { method: "PUT", url: name, headers: {}, expires_at: "" } as JobCreated["upload"];
    return { job: job({ job_id, status: "awaiting_upload" }), upload, same_file: this.twins };
  };

  put: Doors["put"] = ({ url }, _, onSent, signal) =>
    new Promise((resolve, reject) => {
      onSent(1);
      const broken = () => reject(new ApiProblem(local("STORAGE_UNREACHABLE", 0, "")));
      this.puts.set(url, { stored: resolve, broken });
      signal.addEventListener("abort", () => reject(signal.reason));
    });

  start = async (id: string) => this.started.push(id);

  discard = async (job_id: string) => {
    this.discarded.push(job_id);
    return job({ job_id, status: "discarded" });
  };
}

/** Lets everything happen that can happen without the test's doing. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

async function queueOf(count: number, server = new FakeServer()) {
  const queue = new UploadQueue(server);
  queue.add(pdfs(count));
  await settled();
  const step = (name: string) => queue.snapshot().entries.find(({ file }) => file.name === name)?.state.step;
  const id = (name: string) => queue.snapshot().entries.find(({ file }) => file.name === name)?.id ?? "";
  return { queue, server, step, id };
}

test("three files are on their way at once, and the others follow in their order", async () => {
  const { queue, server } = await queueOf(50);
  let most = 0;
  queue.subscribe(() => {
    most = Math.max(most, queue.snapshot().entries.filter(isUnderWay).length);
  });
  expect([...server.puts.keys()]).toEqual(["1.pdf", "2.pdf", "3.pdf"]);
  for (let at = 1; at <= 50; at++) {
    server.puts.get(`${at}.pdf`)?.stored();
    await settled();
  }
  expect(most).toBe(AT_ONCE);
  expect(server.created).toEqual(pdfs(50).map(({ name }) => name));
  expect(summaryOf(queue.snapshot().entries)).toMatchObject({ files: 50, done: 50, underWay: 0, share: 1 });
});

test("one bad file and one broken upload hurt nobody, and the broken one comes again as the same job", async () => {
  const { queue, server, step, id } = await queueOf(4);
  queue.add([new File(["hello"], "letter.pdf")]);
  server.puts.get("1.pdf")?.broken();
  for (const name of ["2.pdf", "3.pdf"]) server.puts.get(name)?.stored();
  await settled();
  server.puts.get("4.pdf")?.stored();
  await settled();
  expect(["1.pdf", "2.pdf", "3.pdf", "4.pdf", "letter.pdf"].map(step)).toEqual([
    "failed",
    "done",
    "done",
    "done",
    "failed",
  ]);
  const before = id("1.pdf");
  queue.retryAll();
  await settled();
  expect(step("letter.pdf")).toBe("failed"); // it will never be a PDF
  server.puts.get("1.pdf")?.stored();
  await settled();
  expect([step("1.pdf"), id("1.pdf")]).toEqual(["done", before]);
});

test("cancelling all leaves no job behind, and what is stored stays", async () => {
  const { queue, server, step, id } = await queueOf(6);
  server.puts.get("1.pdf")?.stored();
  await settled();
  queue.cancelAll();
  await settled();
  expect(["1.pdf", "2.pdf", "5.pdf", "6.pdf"].map(step)).toEqual(["done", "cancelled", "cancelled", "cancelled"]);
  expect(server.discarded).toEqual(["2.pdf", "3.pdf", "4.pdf"].map(id));
  expect(server.created).not.toContain("5.pdf");
});

test("a file that is cancelled while its job comes to be is discarded as soon as it is there", async () => {
  const server = new FakeServer();
  const queue = new UploadQueue(server);
  const { create } = server;
  let answer = () => {};
  server.create = (wanted) =>
    new Promise((resolve) => {
      answer = () => resolve(create(wanted));
    });
  queue.add(pdfs(1));
  await settled();
  const [{ id = "" } = {}] = queue.snapshot().entries;
  queue.cancelAll();
  expect(server.discarded).toEqual([]);
  answer();
  await settled();
  expect([server.discarded, server.puts.size]).toEqual([[id], 0]);
});

test("a cancelled file that comes again is another job, since the first one is discarded", async () => {
  const { queue, server, step, id } = await queueOf(1);
  const before = id("1.pdf");
  queue.cancel(before);
  await settled();
  queue.retry(before);
  await settled();
  expect(id("1.pdf")).not.toBe(before);
  server.puts.get("1.pdf")?.stored();
  await settled();
  expect(step("1.pdf")).toBe("done");
});

test("the same file is asked about before a byte is sent, and leaves its place to the others meanwhile", async () => {
  const server = new FakeServer();
  server.twins = [{ job_id: "other", name: "april.pdf", status: "applied", created_at: "2026-04-17T09:59:00Z" }];
  const { queue, step, id } = await queueOf(4, server);
  expect(["1.pdf", "2.pdf", "3.pdf", "4.pdf"].map(step)).toEqual(["asking", "asking", "asking", "asking"]);
  expect(server.puts.size).toBe(0);
  const skipped = id("2.pdf");
  queue.skip(skipped);
  queue.uploadAnyway(id("1.pdf"));
  await settled();
  server.puts.get("1.pdf")?.stored();
  await settled();
  expect([step("1.pdf"), step("2.pdf")]).toEqual(["done", undefined]);
  expect(server.discarded).toEqual([skipped]);
});

test("an upload that broke off in another visit is no twin", async () => {
  const server = new FakeServer();
  server.twins = [{ job_id: "other", name: "1.pdf", status: "awaiting_upload", created_at: "2026-04-17T09:59:00Z" }];
  expect((await queueOf(1, server)).step("1.pdf")).toBe("uploading");
});

test("while no job is accepted the files wait together, none has failed", async () => {
  const server = new FakeServer();
  server.refusing = new ApiProblem({ ...local("NOT_ACCEPTING", 503, ""), facts: { limit: 500 } });
  const { queue, step } = await queueOf(5, server);
  expect(summaryOf(queue.snapshot().entries)).toMatchObject({ waiting: 5, failed: 0, underWay: 0 });
  expect(queue.snapshot().held?.facts).toEqual({ limit: 500 });
  server.refusing = null;
  queue.retryAll();
  await settled();
  expect([step("1.pdf"), queue.snapshot().held]).toEqual(["uploading", null]);
});

test("places are free for as many as are not under way; who is asked about takes none", () => {
  const waiting = [entry({ step: "waiting" }), entry({ step: "waiting" })];
  const twin = { job_id: "1", name: "a.pdf", status: "parsed", created_at: "" } as const;
  const busy = (["hashing", "starting"] as const).map((step) => entry({ step }));
  expect(nextToStart([...busy, entry({ step: "asking", twin }), ...waiting])).toEqual([waiting[0]]);
  expect(nextToStart([...busy, entry({ step: "uploading", sent: 1 }), ...waiting])).toEqual([]);
});

test("of the files that are done, those are counted of which nothing could be read", () => {
  const [bad, good, unknown] = [1, 2, 3].map(() => entry({ step: "done" }));
  const statuses = new Map([bad, good].map((each, at) => [each?.id ?? "", at === 0 ? "failed" : "parsed"] as const));
  const entries = [bad, good, unknown].flatMap((each) => each ?? []);
  expect(summaryOf(entries, statuses)).toMatchObject({ done: 3, notRead: 1 });
});

test("all are tried again only where another attempt may help", () => {
  const failed = (retryable: boolean) =>
    entry({ step: "failed", problem: { ...local("UPLOAD_FAILED", 0, "Lost."), retryable } });
  expect(summaryOf([failed(false), failed(true), failed(false)])).toMatchObject({ failed: 3, retryable: 1 });
});

test("the share is of the bytes, and what was cancelled counts for nothing", () => {
  const half = [entry({ step: "done" }, 30), entry({ step: "uploading", sent: 5 }, 10), entry({ step: "waiting" }, 30)];
  expect(summaryOf([...half, entry({ step: "cancelled" }, 500)]).share).toBe(0.5);
  expect(summaryOf([]).share).toBe(0);
});

test("a file is coming while it is on its way or asked about, not once it has ended", () => {
  const steps = ["waiting", "hashing", "creating", "starting", "done", "cancelled"] as const;
  expect(steps.filter((step) => isComing(entry({ step })))).toEqual(["waiting", "hashing", "creating", "starting"]);
  expect(isComing(entry({ step: "asking", twin: { job_id: "1", status: "applied" } as JobRef }))).toBe(true);
});

test("what is said of an uploaded file follows its job, as far as that is known", () => {
  expect(outcomeOf(undefined)).toBe("done");
  expect((["awaiting_upload", "queued", "running"] as const).map(outcomeOf)).toEqual(Array(3).fill("reading"));
  expect((["parsed", "applying", "applied", "reversed"] as const).map(outcomeOf)).toEqual(Array(4).fill("read"));
  expect(outcomeOf("failed")).toBe("notRead");
});
