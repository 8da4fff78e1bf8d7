/** In which order vendors stand, and which of them a text finds. Pure. */
import type { ListedVendor } from "../../types/contracts";

/** Those that failed lately first, the worst of them before; the others by name. */
export function inOrder(vendors: readonly ListedVendor[]): ListedVendor[] {
  return vendors.toSorted((a, b) => b.recent.failed - a.recent.failed || a.name.localeCompare(b.name));
}

/** Those of whom every word stands somewhere: name, ids, plugin, template. */
export function found(vendors: readonly ListedVendor[], typed: string): ListedVendor[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return vendors.filter((vendor) => {
    const { id, name, plugin, template, tax_ids = [], aliases = [] } = vendor;
    const told = [id, name, plugin, template ?? "", ...tax_ids, ...aliases].join(" ").toLowerCase();
    return words.every((word) => told.includes(word));
  });
}
