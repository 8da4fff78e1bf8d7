import { expect, test } from "vitest";
import { submitOnce, type Wire } from "../src/features/apply/submit";
import { ApiProblem, local } from "../src/lib/http";
import type { ApplyRequest, Receipt } from "../src/types/contracts";

const REQUEST: ApplyRequest = { apply_id: "a", review_sha256: "r", plan_sha256: "p" };
const RECEIPT = { apply_id: "a", job_id: "j", seq: 1 } as Receipt;
const LOST = () => new ApiProblem(local("UNREACHABLE", 0, "lost"));
const refusal = (code: string, status: number) => new ApiProblem(local(code, status, code));

/** A server whose answers are given in advance; what it was asked is written down. */
function wire(answers: (Receipt | Error)[]) {
  const asked: string[] = [];
  const sent: ApplyRequest[] = [];
  const answer = async () => {
    const next = answers.shift();
    if (next === undefined) throw new Error("asked more often than expected");
    if (next instanceof Error) throw next;
    return next;
  };
  const fake: Wire<ApplyRequest, Receipt> = {
    send: (request) => {
      asked.push("send");
      sent.push(request);
      return answer();
    },
    ask: () => {
      asked.push("receipt");
      return answer();
    },
    pause: async (ms) => void asked.push(`pause ${ms}`),
    onUnknown: (why) => void asked.push(why === "lost" ? "unknown" : why),
  };
  return { fake, asked, sent };
}

test("an answered apply is sent once", async () => {
  const { fake, asked } = wire([RECEIPT]);
  expect(await submitOnce(REQUEST, fake)).toBe(RECEIPT);
  expect(asked).toEqual(["send"]);
});

test("a refusal is final: nothing is sent again", async () => {
  const { fake, asked } = wire([refusal("STALE_PREVIEW", 409)]);
  await expect(submitOnce(REQUEST, fake)).rejects.toMatchObject({ problem: { code: "STALE_PREVIEW" } });
  expect(asked).toEqual(["send"]);
});

test("BUSY may mean that the apply has begun, so the same request is sent again", async () => {
  const { fake, asked, sent } = wire([refusal("BUSY", 503), refusal("ILLEGAL_MOVE", 409), RECEIPT]);
  expect(await submitOnce(REQUEST, fake)).toBe(RECEIPT);
  expect(asked).toEqual(["send", "busy", "pause 1000", "receipt", "send"]);
  expect(sent).toEqual([REQUEST, REQUEST]);
});

test("after a lost answer the receipt is asked for before anything is sent", async () => {
  const { fake, asked } = wire([LOST(), RECEIPT]);
  expect(await submitOnce(REQUEST, fake)).toBe(RECEIPT);
  expect(asked).toEqual(["send", "unknown", "pause 1000", "receipt"]);
});

test("without a receipt the very same request is sent again, never a new one", async () => {
  const { fake, asked, sent } = wire([LOST(), refusal("JOB_NOT_FOUND", 404), RECEIPT]);
  expect(await submitOnce(REQUEST, fake)).toBe(RECEIPT);
  expect(asked).toEqual(["send", "unknown", "pause 1000", "receipt", "send"]);
  expect(sent).toEqual([REQUEST, REQUEST]);
});

test("it keeps asking, ever more patiently, as long as nobody answers", async () => {
  const { fake, asked } = wire([LOST(), refusal("INTERNAL", 500), LOST(), LOST(), RECEIPT]);
  await submitOnce(REQUEST, fake);
  expect(asked.filter((what) => what.startsWith("pause"))).toEqual([
    "pause 1000",
    "pause 2000",
    "pause 5000",
    "pause 5000",
  ]);
});

test("where only sending tells, the very same request is sent until it is answered", async () => {
  const { fake, asked, sent } = wire([LOST(), RECEIPT]);
  expect(await submitOnce(REQUEST, { ...fake, ask: async () => null })).toBe(RECEIPT);
  expect(asked).toEqual(["send", "unknown", "pause 1000", "send"]);
  expect(sent).toEqual([REQUEST, REQUEST]);
});

test("a request left over from a closed window is asked about first", async () => {
  const { fake, asked } = wire([RECEIPT]);
  await submitOnce(REQUEST, fake, true);
  expect(asked).toEqual(["receipt"]);
});

test("put off after a lost answer nobody knows any more than before: it goes on asking", async () => {
  const { fake, asked } = wire([LOST(), refusal("THROTTLED", 429), RECEIPT]);
  expect(await submitOnce(REQUEST, fake)).toBe(RECEIPT);
  expect(asked).toEqual(["send", "unknown", "pause 1000", "receipt", "unknown", "pause 2000", "receipt"]);
});

test("put off at first, nothing was begun: that is a refusal", async () => {
  const { fake } = wire([refusal("THROTTLED", 429)]);
  await expect(submitOnce(REQUEST, fake)).rejects.toMatchObject({ problem: { code: "THROTTLED" } });
});
