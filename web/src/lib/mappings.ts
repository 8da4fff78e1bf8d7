/** What is known of vendors' articles: whose there are, all of them, and each one in words. */
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { texts } from "../texts";
import type { Mapping, Stats, VendorList } from "../types/contracts";
import { api } from "./api";
import { trim } from "./decimal";
import { formatNumber } from "./format";
import { keys } from "./queries";

export interface KnownVendor {
  id: string;
  name: string;
}

const MOST_A_PAGE = 500;
const AT_ONCE = 4;

/** The vendors with a plugin, and those whose invoices came without one. */
export function useKnownVendors(): UseQueryResult<KnownVendor[]> {
  return useQuery({
    queryKey: keys.knownVendors,
    queryFn: async () => {
      const [{ vendors }, { by_vendor }] = await Promise.all([api.vendors(), api.stats()]);
      return knownVendors(vendors, by_vendor);
    },
    staleTime: 60_000,
  });
}

/** By name; an id that both lists have once. */
export function knownVendors(
  installed: readonly Pick<VendorList["vendors"][number], "id" | "name">[],
  seen: readonly Pick<Stats["by_vendor"][number], "vendor_id" | "vendor_name">[],
): KnownVendor[] {
  const names = new Map(seen.map(({ vendor_id, vendor_name }) => [vendor_id, vendor_name]));
  for (const { id, name } of installed) names.set(id, name);
  const known = Array.from(names, ([id, name]) => ({ id, name: name || id }));
  return known.sort((a, b) => a.name.localeCompare(b.name));
}

/** Every vendor's articles that are this item; a request a vendor, a few at a time, so only when a person asks. */
export async function articlesOf(item: string, vendors: readonly KnownVendor[]): Promise<Mapping[]> {
  const found: Mapping[] = [];
  for (let start = 0; start < vendors.length; start += AT_ONCE) {
    const some = await Promise.all(vendors.slice(start, start + AT_ONCE).map(({ id }) => everyMapping(id)));
    found.push(...some.flat().filter((mapping) => mapping.item === item));
  }
  return found;
}

/** "1 CS of 10021 = 12 EA of CG-PG16" */
export function meaning({ uom, vendor_sku, factor, unit = "", item }: Mapping): string {
  return texts.mappings.means({ uom, article: vendor_sku, factor: formatNumber(trim(factor)), unit, item });
}

async function everyMapping(vendor: string): Promise<Mapping[]> {
  const every: Mapping[] = [];
  let after: string | undefined;
  do {
    const page = await api.mappings(vendor, { limit: MOST_A_PAGE, after });
    every.push(...page.mappings);
    after = page.next;
  } while (after !== undefined);
  return every;
}
