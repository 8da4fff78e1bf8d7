import { expect, test } from "vitest";
import { neighboursOf } from "../src/features/review/neighbours";
import type { Job } from "../src/types/contracts";
import { job } from "./support";

const open = (id: string, minute: number, change: Partial<Job> = {}) =>
  job({ job_id: id, created_at: `2026-04-17T09:${minute}:00Z`, needs_review: true, ...change });
const [a, b, c] = [open("a", 10), open("b", 20), open("c", 30)];

test("the oldest comes first, whatever the order of the list", () => {
  const found = neighboursOf([c, a, b], b);
  expect(found).toMatchObject({ place: 2, of: 3, previous: { job_id: "a" }, next: { job_id: "c" } });
});

test("after the last the first comes again: it was put off", () => {
  expect(neighboursOf([a, b, c], c).next?.job_id).toBe("a");
  expect(neighboursOf([a, b, c], a).previous?.job_id).toBe("c");
});

test("an invoice that needs no review has no place, but neighbours", () => {
  const ready = open("b", 20, { needs_review: false });
  expect(neighboursOf([a, ready, c], ready)).toMatchObject({ place: null, of: 2, next: { job_id: "c" } });
});

test("alone it has none", () => {
  expect(neighboursOf([a], a)).toEqual({ place: 1, of: 1, previous: undefined, next: undefined });
});
