import { expect, test } from "vitest";
import { coalesced } from "../src/lib/coalesce";

test("what is asked for while it is under way is done once more, after it", async () => {
  const ends: (() => void)[] = [];
  const act = coalesced(() => new Promise<void>((end) => ends.push(end)));
  const first = act();
  for (let asked = 0; asked < 20; asked += 1) void act();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await Promise.resolve();
  await Promise.resolve();
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await first;
  expect(ends).toHaveLength(2);
});

test("after a failure it can be asked for again", async () => {
  let runs = 0;
  const act = coalesced(async () => {
    runs += 1;
    if (runs === 1) throw new Error("no answer");
  });
  await expect(act()).rejects.toThrow("no answer");
  await act();
  expect(runs).toBe(2);
});
