import { expect, test } from "vitest";
import { otherUpload } from "../src/features/review/otherUpload";
import type { Job } from "../src/types/contracts";
import { job } from "./support";

const HERE = { job_id: "here" };
const INVOICE = { document_type: "invoice", invoice_number: "00 ab-7" } as const;

function other(change: Partial<Job>): Job {
  return job({ job_id: "other", document_type: "invoice", invoice_number: "AB-7", ...change });
}

test("another upload of the number is found however it is spaced, cased or padded", () => {
  expect(otherUpload([other({})], HERE, INVOICE)?.job_id).toBe("other");
});

test("the one that is applied comes before one that is not", () => {
  const jobs = [other({ job_id: "open" }), other({ job_id: "done", status: "applied" })];
  expect(otherUpload(jobs, HERE, INVOICE)?.job_id).toBe("done");
});

test.each<[string, Partial<Job>]>([
  ["itself", { job_id: "here" }],
  ["a number that only contains it", { invoice_number: "AB-77" }],
  ["a credit note", { document_type: "credit_note" }],
  ["a discarded one", { status: "discarded" }],
  ["a failed one", { status: "failed" }],
  ["a reversed one", { status: "reversed" }],
])("%s is no other upload of it", (_, change) => {
  expect(otherUpload([other(change)], HERE, INVOICE)).toBeUndefined();
});
