import { expect, test } from "vitest";
import { connection } from "../src/lib/connection";

test("whoever listens hears of the connection only when it goes or comes back", () => {
  const heard: boolean[] = [];
  const stop = connection.subscribe(() => heard.push(connection.isThere()));
  for (const answer of [true, false, false, true, true]) connection.heard(answer);
  expect(heard).toEqual([false, true]);
  stop();
  connection.heard(false);
  connection.heard(true);
  expect(heard).toHaveLength(2);
});
