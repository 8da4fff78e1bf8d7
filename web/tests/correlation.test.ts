import { afterEach, beforeEach, expect, test, vi } from "vitest";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const JOB = { job_id: "0b8cf9d0-6f3c-4c58-8b7c-8f6ad0c1e6f5", name: "bill.pdf", size: 9, sha256: "0".repeat(64) };
const LINK = "https://bucket.test/raw/1?X-Amz-Signature=abc";

let sent: { url: string; id: string | null }[];

beforeEach(() => {
  sent = [];
  vi.resetModules(); // a tab that was opened just now
  vi.stubGlobal("fetch", async (url: string, { headers }: RequestInit) => {
    sent.push({ url, id: new Headers(headers).get("X-Correlation-Id") });
    return Response.json(url === "/config.json" ? { api: "/api" } : { url: LINK, jobs: [] });
  });
});
afterEach(() => vi.unstubAllGlobals());

test("every request of a tab has the tab's id, and another tab has another", async () => {
  await (await import("../src/lib/api")).api.jobs();
  await (await import("../src/lib/api")).api.stats();
  vi.resetModules();
  await (await import("../src/lib/api")).api.stats();
  const ids = sent.filter(({ url }) => url.startsWith("/api")).map(({ id }) => id);
  expect(ids[0]).toMatch(UUID);
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).not.toBe(ids[0]);
});

test("an upload has an id of its own, from its job to its start", async () => {
  const { api } = await import("../src/lib/api");
  await api.createJob(JOB);
  await api.startJob(JOB.job_id);
  expect(sent.slice(1).map(({ id }) => id)).toEqual([JOB.job_id, JOB.job_id]);
});

test("storage is told nothing", async () => {
  const { api } = await import("../src/lib/api");
  await api.source("x");
  expect(sent.at(-1)).toEqual({ url: LINK, id: null });
});
