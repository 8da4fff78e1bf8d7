import { beforeEach, expect, test, vi } from "vitest";
import { intentFor, pendingIntent, settleIntent } from "../src/features/apply/intent";

const WANTED = { review_sha256: "r", plan_sha256: "p" };
const newIds = () => {
  let count = 0;
  return () => `id-${++count}`;
};

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
});

test("a request is kept before it is sent, and comes back unchanged as long as its outcome is unknown", () => {
  const newId = newIds();
  const first = intentFor("job", WANTED, newId);
  expect(pendingIntent("job")).toEqual(first);
  expect(intentFor("job", { review_sha256: "r", plan_sha256: "another" }, newId)).toEqual(first);
});

test("once it is answered, the next apply is a new request", () => {
  const newId = newIds();
  const first = intentFor("job", WANTED, newId);
  settleIntent("job");
  expect(pendingIntent("job")).toBeNull();
  expect(intentFor("job", WANTED, newId).apply_id).not.toBe(first.apply_id);
});

test("jobs do not share a request", () => {
  intentFor("job", WANTED, newIds());
  expect(pendingIntent("other")).toBeNull();
});
