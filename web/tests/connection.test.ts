import { expect, test } from "vitest";
import { connection } from "../src/lib/connection";

test("whoever listens hears of the connection only when it goes or comes back", () => {
  const heard: boolean[] = [];
  const stop = connection.subscribe(() => heard.push(connection.isThere()));
  connection.answered();
  connection.lost();
  connection.lost();
  connection.answered();
  connection.answered();
  expect(heard).toEqual([false, true]);
  stop();
  connection.lost();
  connection.answered();
  expect(heard).toHaveLength(2);
});

test("a request that fails late says nothing when another one was answered meanwhile", () => {
  const early = connection.asking();
  connection.answered();
  connection.lost(early);
  expect(connection.isThere()).toBe(true);
  connection.lost(connection.asking());
  expect(connection.isThere()).toBe(false);
  connection.answered();
});
