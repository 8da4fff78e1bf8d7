import { expect, test } from "vitest";
import { refreshed, withNewest, withOlder } from "../src/features/inbox/jobPages";
import type { Job, JobList } from "../src/types/contracts";
import { job } from "./support";

const NOW = Date.parse("2026-04-17T10:00:00Z");
/** Job number `at`, made in the minute `at`: the greater, the newer. */
const at = (minute: number, change: Partial<Job> = {}) =>
  job({ job_id: `${minute}`, created_at: `2026-04-17T09:${minute}:00Z`, ...change });
const ids = ({ jobs }: JobList) => jobs.map(({ job_id }) => job_id);
const page = (jobs: Job[], next?: string): JobList => ({ jobs, ...(next !== undefined && { next }) });

test("what was read further down stays when the newest page comes again, in its place", () => {
  const known = page([at(30), at(20), at(10)], "10");
  const merged = withNewest(known, page([at(40), at(30)], "30"));
  expect(ids(merged)).toEqual(["40", "30", "20", "10"]);
  expect(merged.next).toBe("10");
});

test("a job that left the newest page's span is gone, and the whole list replaces what was known", () => {
  const known = page([at(40), at(30), at(20)], "20");
  expect(ids(withNewest(known, page([at(40), at(20)], "20")))).toEqual(["40", "20"]);
  expect(withNewest(known, page([at(40)]))).toEqual(page([at(40)]));
});

test("where the newest page does not meet what was known, nothing is kept: some would be missing between", () => {
  const newest = page([at(50), at(45)], "45");
  expect(withNewest(page([at(30), at(20)], "20"), newest)).toEqual(newest);
});

test("an older page comes below, each job once, and ends the list when it is the last", () => {
  const all = withOlder(page([at(30), at(20)], "20"), page([at(20), at(10)]));
  expect([ids(all), all.next]).toEqual([["30", "20", "10"], undefined]);
});

test("one request does for all, unless a job further down is under way", async () => {
  const pages: Record<string, JobList> = {
    newest: page([at(40), at(30)], "30"),
    "30": page([at(20, { status: "parsed" }), at(10)], "10"),
  };
  const asked: string[] = [];
  const ask = async (after = "newest") => {
    asked.push(after);
    return pages[after] ?? page([]);
  };
  const rest = page([at(40), at(30), at(20)], "20");
  expect(ids(await refreshed(rest, ask, NOW))).toEqual(["40", "30", "20"]);
  expect(asked).toEqual(["newest"]);
  const busy = page([at(40), at(30), at(20, { status: "running" })], "20");
  const now = await refreshed(busy, ask, NOW);
  expect(asked).toEqual(["newest", "newest", "30"]);
  expect(now.jobs.find(({ job_id }) => job_id === "20")?.status).toBe("parsed");
});
