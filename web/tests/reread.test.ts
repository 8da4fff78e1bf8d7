import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { beforeReread, beginReread, forgetReread } from "../src/features/review/reread";
import { keys } from "../src/lib/queries";
import type { Reading } from "../src/types/contracts";
import { job } from "./support";

const OLD = { document: { pages: [] } } as unknown as Reading;
const JOB = job({ attempt: 2, review_version: 5 });

test("reading again keeps what stood there before, and asks for reading and draft anew", () => {
  const client = new QueryClient();
  client.setQueryData(keys.reading(JOB.job_id), OLD);
  client.setQueryData(keys.draft(JOB.job_id), {});
  beginReread(client, JOB, OLD);
  expect(beforeReread(client, JOB.job_id)).toEqual({ attempt: 2, reading: OLD, version: 5 });
  expect(client.getQueryData(keys.reading(JOB.job_id))).toBeUndefined();
  expect(client.getQueryData(keys.draft(JOB.job_id))).toBeUndefined();
});

test("what stood there before is kept for its own invoice, until it is forgotten", () => {
  const client = new QueryClient();
  beginReread(client, JOB, OLD);
  expect(beforeReread(client, "another")).toBeUndefined();
  forgetReread(client, JOB.job_id);
  expect(beforeReread(client, JOB.job_id)).toBeUndefined();
});
