import { expect, test } from "vitest";
import { addressOf, orderIn, pressed } from "../src/features/inventory/order";

test("the first press begins with the least, the latest change with the newest; another one turns it round", () => {
  const byItem = { sort: "item", order: "asc" } as const;
  expect(pressed("name", byItem)).toEqual({ sort: "name", order: "asc" });
  expect(pressed("updated", byItem)).toEqual({ sort: "updated", order: "desc" });
  expect(pressed("item", byItem)).toEqual({ sort: "item", order: "desc" });
  expect(pressed("item", { sort: "item", order: "desc" })).toEqual(byItem);
});

test.each(["", "sort=price", "sort=&order=desc"])("an address of %j is in the order of the ids", (address) =>
  expect(orderIn(new URLSearchParams(address))).toEqual({ sort: "item", order: "asc" }),
);

test("what the address says is read back, and what is so anyway is not said", () => {
  const order = { sort: "on_hand", order: "desc" } as const;
  expect(orderIn(new URLSearchParams(addressOf("bolt", order)))).toEqual(order);
  expect(addressOf("", { sort: "item", order: "asc" })).toEqual({});
});
