import { expect, test, vi } from "vitest";
import { connection } from "../src/lib/connection";
import { fetchPart } from "../src/lib/parts";

/** Fails so many times, then brings the part. */
function failing(times: number): () => Promise<string> {
  let left = times;
  return async () => {
    left -= 1;
    if (left >= 0) throw new TypeError("Failed to fetch dynamically imported module");
    return "the help";
  };
}

test("a part that does not come is asked for again until it does, less and less often", async () => {
  const paused: number[] = [];
  const missed: number[] = [];
  const part = await new Promise((got) => {
    fetchPart(failing(5), {
      got,
      missed: (times) => missed.push(times),
      pause: async (ms) => void paused.push(ms),
    });
  });
  expect(part).toBe("the help");
  expect(missed).toEqual([1, 2, 3, 4, 5]);
  expect(paused).toEqual([1000, 3000, 10_000, 30_000, 30_000]);
});

test("as soon as the server answers again, so is the part asked for", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }); // no time passes
  connection.lost();
  const part = new Promise((got) => fetchPart(failing(1), { got, missed: () => queueMicrotask(connection.answered) }));
  expect(await part).toBe("the help");
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test("nobody is told of a part that is not wanted any more", async () => {
  let arrive = (_: string) => {};
  const got = vi.fn();
  const stop = fetchPart(
    () =>
      new Promise<string>((resolve) => {
        arrive = resolve;
      }),
    { got },
  );
  stop();
  arrive("the help");
  await Promise.resolve();
  expect(got).not.toHaveBeenCalled();
});
