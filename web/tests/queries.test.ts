import { QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { connection } from "../src/lib/connection";
import { ApiProblem, local } from "../src/lib/http";
import { createQueryClient } from "../src/lib/queries";

const UNREACHABLE = new ApiProblem(local("UNREACHABLE", 0, "The server cannot be reached."));
const REFUSED = new ApiProblem(local("JOB_NOT_FOUND", 404, "There is no such job."));

/** A page that shows the answer to one question, which fails as often as there are failures; how often it was asked. */
async function showing(...failures: ApiProblem[]) {
  const shown = { asked: 0, answer: undefined as string | undefined, settled: () => Promise.resolve() };
  const client = createQueryClient();
  const queryFn = async () => {
    shown.asked += 1;
    const failure = failures.shift();
    if (failure) throw failure;
    return "the jobs";
  };
  const observer = new QueryObserver(client, { queryKey: ["jobs"], queryFn, retry: false });
  observer.subscribe(({ data }) => {
    shown.answer = data;
  });
  shown.settled = async () => {
    while (client.isFetching()) await new Promise(setImmediate);
    await new Promise(setImmediate);
  };
  await shown.settled();
  return shown;
}

async function gone(shown: { settled: () => Promise<void> }): Promise<void> {
  connection.lost();
  connection.answered();
  await shown.settled();
}

test("what got no answer is asked for again when the server answers", async () => {
  const shown = await showing(UNREACHABLE);
  await gone(shown);
  expect(shown.answer).toBe("the jobs");
  await gone(shown);
  expect(shown.asked).toBe(2);
});

test("a refusal is not asked about again", async () => {
  const shown = await showing(REFUSED);
  await gone(shown);
  expect(shown.asked).toBe(1);
});

test("what never gets an answer, while the server gives others, is given up", async () => {
  const shown = await showing(...Array<ApiProblem>(20).fill(UNREACHABLE));
  for (let times = 0; times < 10; times += 1) await gone(shown);
  expect(shown.asked).toBe(5);
});
