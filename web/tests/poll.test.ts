import { expect, test } from "vitest";
import { countDelay, isActive, pollDelay, progressKey } from "../src/lib/poll";
import type { Job } from "../src/types/contracts";
import { job } from "./support";

const NOW = Date.parse("2026-04-17T10:00:00Z");
const list = (...statuses: Job["status"][]) =>
  statuses.map((status) => job({ status, created_at: "2026-04-17T09:59:00Z" }));

test("nothing is asked for when every job has come to rest", () => {
  expect(pollDelay(list("parsed", "failed", "applied", "reversed", "discarded"), NOW, NOW)).toBe(false);
  expect(pollDelay([], NOW, NOW)).toBe(false);
});

test.each(["awaiting_upload", "queued", "running", "applying"] as const)("a job that is %s is watched", (status) => {
  expect(pollDelay(list("parsed", status), NOW, NOW)).toBe(1000);
});

test("asking becomes rarer as long as nothing changes", () => {
  const delays = [0, 9_999, 10_000, 59_999, 60_000].map((quiet) => pollDelay(list("running"), NOW - quiet, NOW));
  expect(delays).toEqual([1000, 1000, 2000, 2000, 5000]);
});

test("an upload that never came is given up after a quarter of an hour", () => {
  expect(isActive({ status: "awaiting_upload", created_at: "2026-04-17T09:44:59Z" }, NOW)).toBe(false);
  expect(isActive({ status: "running", created_at: "2026-04-17T09:00:00Z" }, NOW)).toBe(true);
});

test("any move or new attempt counts as progress", () => {
  const before = progressKey(list("running"));
  expect(progressKey(list("parsed"))).not.toBe(before);
  expect(progressKey([job({ status: "running", attempt: 2 })])).not.toBe(before);
  expect(progressKey(list("running"))).toBe(before);
});

test("figures are as new as the list as long as one page of it has all jobs, and counting thousands is rare", () => {
  expect([undefined, 0, 3, 200].map(countDelay)).toEqual([0, 0, 15, pollDelay(list("running"), NOW, NOW)]);
  expect(countDelay(5000)).toBe(25_000);
});
