import { expect, test } from "vitest";
import { found, inOrder } from "../src/features/vendors/order";
import type { ListedVendor } from "../src/types/contracts";

const vendor = (id: string, change: Partial<ListedVendor> = {}): ListedVendor => ({
  id,
  name: id.toUpperCase(),
  plugin: id,
  version: "1.0",
  recent: { read: 1, failed: 0 },
  ...change,
});
const ids = (vendors: readonly ListedVendor[]) => vendors.map(({ id }) => id);

test("whoever failed lately stands first, the others by name", () => {
  const failing = vendor("zeta", { recent: { read: 0, failed: 2 } });
  expect(ids(inOrder([vendor("beta"), failing, vendor("alpha")]))).toEqual(["zeta", "alpha", "beta"]);
});

test("a vendor is found by its name, tax id or former id, and by all the words together", () => {
  const acme = vendor("acme", { name: "Acme Fasteners", tax_ids: ["DE123"], aliases: ["old_acme"] });
  for (const typed of ["fasten", "de123", "old_", "acme fasten", " "])
    expect(ids(found([acme], typed)), typed).toEqual(["acme"]);
  expect(found([acme], "acme bolts")).toEqual([]);
});
