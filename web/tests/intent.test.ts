import { beforeEach, expect, test, vi } from "vitest";
import { intentFor, pendingIntent, settleIntent } from "../src/features/apply/intent";

interface Wish {
  id: string;
  plan: string;
}

const wishes = (plan = "p") => {
  let count = 0;
  return (): Wish => ({ id: `id-${++count}`, plan });
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
  const first = intentFor("apply", "job", wishes());
  expect(pendingIntent("apply", "job")).toEqual(first);
  expect(intentFor("apply", "job", wishes("another"))).toEqual(first);
});

test("once it is answered, the next one is a new request", () => {
  const make = wishes();
  const first = intentFor("apply", "job", make);
  settleIntent("apply", "job");
  expect(pendingIntent("apply", "job")).toBeNull();
  expect(intentFor("apply", "job", make).id).not.toBe(first.id);
});

test("neither jobs nor deeds share a request", () => {
  intentFor("apply", "job", wishes());
  expect(pendingIntent("apply", "other")).toBeNull();
  expect(pendingIntent("reverse", "job")).toBeNull();
});
