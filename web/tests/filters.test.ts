import { expect, test } from "vitest";
import { addressOf, inFilter, shownIn } from "../src/features/inbox/filters";
import { job } from "./support";

test("the inbox's filter and search stand in the address and come back from it; what is so anyway does not", () => {
  const shown = { filter: "failed", q: "RE 1" } as const;
  expect(shownIn(new URLSearchParams(addressOf(shown)))).toEqual(shown);
  expect(addressOf({ filter: "all", q: "" })).toEqual({});
});

test.each(["", "state=lost", "state=&q="])("an address of %j shows every invoice", (address) =>
  expect(shownIn(new URLSearchParams(address))).toEqual({ filter: "all", q: "" }),
);

test("a filter lets through the jobs of its states, and `all` every one", () => {
  const jobs = (["failed", "running", "applied", "reversed"] as const).map((status) => job({ status }));
  expect(inFilter(jobs, "failed")).toEqual([jobs[0]]);
  expect(inFilter(jobs, "working")).toEqual([jobs[1]]);
  expect(inFilter(jobs, "applied")).toEqual([jobs[2]]);
  expect(inFilter(jobs, "reversed")).toEqual([jobs[3]]);
  expect(inFilter(jobs, "all")).toEqual(jobs);
});
