import { afterEach, expect, test, vi } from "vitest";
import { api } from "../src/lib/api";
import { connection } from "../src/lib/connection";
import { ApiProblem } from "../src/lib/http";
import { waitMs } from "../src/lib/throttled";

const REVIEW = { reading_sha256: "", corrections: {}, lines: {}, confirmed: [], overrides: [] };

/** A server that answers with these in turn, and with the last for ever; what it was asked. */
function serving(...answers: Response[]): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string, { method }: RequestInit) => {
    if (url === "/config.json") return Response.json({ api: "/api" });
    asked.push(`${method} ${url}`);
    return (answers.length > 1 ? answers.shift() : answers[0])?.clone();
  });
  return asked;
}

function later(status: number, retryAfter?: string): Response {
  return Response.json({ message: "" }, { status, headers: retryAfter ? { "Retry-After": retryAfter } : {} });
}

/** What comes of it when no pause takes any time; and how long the pauses were meant to be. */
async function hurried<T>(asking: Promise<T>): Promise<{ outcome: T | unknown; seconds: number }> {
  const outcome = asking.catch((error: unknown) => error);
  const begun = Date.now();
  await vi.runAllTimersAsync();
  return { outcome: await outcome, seconds: (Date.now() - begun) / 1000 };
}

const stubbed = () => vi.useFakeTimers();
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([429, 503])(
  "a read that the server puts off with %i waits as long as it says, and is told of",
  async (status) => {
    stubbed();
    const asked = serving(later(status, "7"), Response.json({ jobs: [] }));
    const told: boolean[] = [];
    const stop = connection.subscribe(() => told.push(connection.isThrottled()));
    const { outcome, seconds } = await hurried(api.jobs());
    stop();
    expect(outcome).toEqual({ jobs: [] });
    expect(seconds).toBe(7);
    expect(asked).toHaveLength(2);
    expect(told).toEqual([true, false]);
  },
);

test("with 429 nothing was begun, so a write goes again too; with 503 it may have been", async () => {
  stubbed();
  const put = serving(later(429), Response.json({ version: 2 }));
  expect((await hurried(api.saveReview("a", 1, REVIEW))).outcome).toEqual({ version: 2 });
  expect(put).toEqual(["PUT /api/jobs/a/review", "PUT /api/jobs/a/review"]);
  const doubtful = serving(later(503), Response.json({ version: 2 }));
  expect((await hurried(api.saveReview("a", 1, REVIEW))).outcome).toBeInstanceOf(ApiProblem);
  expect(doubtful).toHaveLength(1);
});

test("who is put off again and again is told so, in words", async () => {
  stubbed();
  const asked = serving(later(429));
  const { outcome } = await hurried(api.stats());
  expect((outcome as ApiProblem).problem).toMatchObject({ code: "THROTTLED", status: 429 });
  expect(asked).toHaveLength(4);
});

test("a server that says nothing is asked after 0.5, 1, 2 s and a little, one that says much within half a minute", () => {
  expect([1, 2, 3].map((tries) => waitMs(null, tries, 0, 0))).toEqual([500, 1000, 2000]);
  expect(waitMs(null, 1, 0, 1)).toBe(750);
  expect(waitMs("Thu, 01 Jan 1970 00:00:09 GMT", 1, 0)).toBe(9000);
  expect(waitMs("3600", 1)).toBe(30_000);
});
