import { expect, test } from "vitest";
import { filterOf } from "../src/features/inbox/filters";
import { rowAfter } from "../src/features/inbox/rowKeys";
import { segmentsOf } from "../src/features/inbox/statsParts";
import { isReadableAs, isRetryable, needsAnotherFile, needsVendor, shownState, waitOf } from "../src/lib/job";
import { withJob } from "../src/lib/useJobMove";
import type { Stats } from "../src/types/contracts";
import { job } from "./support";

const NOW = Date.parse("2026-04-17T10:00:00Z");
const error = (code: string) => ({ code, detail: "", hint: "" });

test("parsed is three states for a person: never looked at, something is open, ready", () => {
  expect(shownState(job({ needs_review: true }))).toBe("unreviewed");
  expect(shownState(job({ needs_review: true, findings: { error: 1, warning: 0, info: 0 } }))).toBe("needs_review");
  expect(shownState(job({ needs_review: true, review_version: 1 }))).toBe("needs_review");
  expect(shownState(job({ needs_review: false }))).toBe("parsed");
  expect(shownState(job({ status: "applied", needs_review: true }))).toBe("applied");
  expect(filterOf(job({ needs_review: true }))).toBe("review");
});

test("waiting is told in seconds, and from 30 of them on as unusual", () => {
  const queued = (queued_at: string) => waitOf(job({ status: "queued", queued_at }), NOW);
  expect(queued("2026-04-17T09:59:31Z")).toEqual({ for: "start", seconds: 29, unusual: false });
  expect(queued("2026-04-17T09:59:30Z")).toEqual({ for: "start", seconds: 30, unusual: true });
  expect(queued("2026-04-17T10:00:05Z")).toEqual({ for: "start", seconds: 0, unusual: false }); // the clocks differ
});

test("a long wait for its turn is nothing unusual while others are read, long reading is", () => {
  const behind = job({ status: "queued", queued_at: "2026-04-17T09:58:00Z" });
  expect(waitOf(behind, NOW, true)).toEqual({ for: "start", seconds: 120, unusual: false });
  const running = job({ status: "running", started_at: "2026-04-17T09:58:00Z" });
  expect(waitOf(running, NOW, true)).toEqual({ for: "reading", seconds: 120, unusual: true });
});

test("a job that waits for another try says when, until that moment has come", () => {
  const again = job({ status: "queued", queued_at: "2026-04-17T09:59:50Z", retry_at: "2026-04-17T10:00:08Z" });
  expect(waitOf(again, NOW)).toEqual({ for: "retry", at: "2026-04-17T10:00:08Z", seconds: 8 });
  expect(waitOf(again, NOW + 8000)).toEqual({ for: "start", seconds: 18, unusual: false });
});

test("reading and applying say how far they are, and what has come to rest waits for nothing", () => {
  const running = job({ status: "running", started_at: "2026-04-17T09:58:00Z" });
  expect(waitOf(running, NOW)).toEqual({ for: "reading", seconds: 120, unusual: true });
  expect(waitOf(job({ status: "applying", progress: { done: 2, of: 9 } }), NOW)).toEqual({
    for: "stock",
    done: 2,
    of: 9,
  });
  for (const status of ["parsed", "failed", "applied", "reversed"] as const) {
    expect(waitOf(job({ status }), NOW)).toBeNull();
  }
});

test("another attempt is offered for what failed, unless the file itself must come anew", () => {
  expect(isRetryable(job({ status: "failed", error: error("NO_VENDOR_MATCH") }))).toBe(true);
  for (const code of ["UPLOAD_CHANGED", "SCANNED_NO_TEXT"]) {
    expect(isRetryable(job({ status: "failed", error: error(code) }))).toBe(false);
    expect(needsAnotherFile(job({ status: "failed", error: error(code) }))).toBe(true);
  }
  expect(isRetryable(job({ status: "parsed" }))).toBe(false);
});

test("whose invoice it is, is asked where that may help: not for a file that is over a limit", () => {
  expect(isReadableAs(job({ status: "failed", error: error("PLUGIN_ERROR") }))).toBe(true);
  for (const code of ["DECOMPRESSION_BOMB", "NOT_A_PDF"]) {
    expect(isReadableAs(job({ status: "failed", error: error(code) }))).toBe(false);
  }
});

test("whoever knows the vendor can help where the page does not tell it, and nowhere else", () => {
  for (const code of ["NO_VENDOR_MATCH", "AMBIGUOUS_VENDOR"])
    expect(needsVendor(job({ status: "failed", error: error(code) }))).toBe(true);
  expect(needsVendor(job({ status: "failed", error: error("NOT_A_PDF") }))).toBe(false);
});

test("the list shows what was done to a job at once; a discarded one is gone", () => {
  const [kept, other] = [job({ job_id: "a", status: "failed" }), job({ job_id: "b" })];
  const list = { jobs: [kept, other], next: "c" };
  expect(withJob(list, { ...kept, status: "queued" })).toEqual({
    jobs: [{ ...kept, status: "queued" }, other],
    next: "c",
  });
  expect(withJob(list, { ...kept, status: "discarded" })).toEqual({ jobs: [other], next: "c" });
});

test("arrows stay within the list", () => {
  expect(rowAfter("ArrowDown", 0, 3)).toBe(1);
  expect(rowAfter("ArrowUp", 0, 3)).toBeNull();
  expect(rowAfter("ArrowDown", 2, 3)).toBeNull();
  expect([rowAfter("Home", 2, 3), rowAfter("End", 0, 3), rowAfter("x", 0, 3)]).toEqual([0, 2, null]);
});

test("the bar is filled by the states that occur, in the order of their moves", () => {
  const none = {
    awaiting_upload: 0,
    queued: 0,
    running: 0,
    parsed: 0,
    failed: 0,
    applying: 0,
    applied: 0,
    reversed: 0,
  };
  const stats: Stats = {
    days: 30,
    since: "2026-03-18T10:00:00Z",
    jobs: 10,
    cut: false,
    by_status: { ...none, parsed: 5, running: 1, applied: 4 },
    needs_review: 3,
    applied: 4,
    applied_unedited: 1,
    by_vendor: [],
  };
  expect(segmentsOf(stats)).toEqual([
    { part: "review", count: 3, x: 0, width: 30 },
    { part: "ready", count: 2, x: 30, width: 20 },
    { part: "working", count: 1, x: 50, width: 10 },
    { part: "applied", count: 4, x: 60, width: 40 },
  ]);
});
