import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { Loading } from "../../components/Notice";
import { QueryView } from "../../components/QueryView";
import { articlesOf, type KnownVendor, meaning, useKnownVendors } from "../../lib/mappings";
import { keys } from "../../lib/queries";
import { texts } from "../../texts";
import type { Item, Mapping } from "../../types/contracts";

/** What vendors call the item. It takes a request a vendor, so nothing is asked before a person opens it. */
export function Articles({ item }: { item: Item }) {
  const [opened, setOpened] = useState(false);
  return (
    <details className="card articles" onToggle={({ currentTarget }) => setOpened(opened || currentTarget.open)}>
      <summary>{texts.inventory.articles}</summary>
      {opened && <Vendors item={item} />}
    </details>
  );
}

function Vendors({ item }: { item: Item }) {
  const vendors = useKnownVendors();
  return (
    <QueryView query={vendors} what={texts.mappings.vendorsWhat}>
      {(known) => <Found item={item} vendors={known} />}
    </QueryView>
  );
}

function Found({ item, vendors }: { item: Item; vendors: readonly KnownVendor[] }) {
  const found = useQuery({ queryKey: keys.articles(item.item), queryFn: () => articlesOf(item.item, vendors) });
  if (found.isPending) return <Loading what={texts.inventory.articlesLoading} />;
  const nameOf = (id: string) => vendors.find((vendor) => vendor.id === id)?.name ?? id;
  return (
    <QueryView query={found} what={texts.inventory.articlesWhat}>
      {(mappings) =>
        mappings.length === 0 ? (
          <p className="soft">{texts.inventory.articlesNone}</p>
        ) : (
          <ul>
            {mappings.map((mapping) => (
              <Article key={keyOf(mapping)} mapping={mapping} vendor={nameOf(mapping.vendor_id)} />
            ))}
          </ul>
        )
      }
    </QueryView>
  );
}

function Article({ mapping, vendor }: { mapping: Mapping; vendor: string }) {
  return (
    <li>
      <Link href={`/mappings/${encodeURIComponent(mapping.vendor_id)}`}>{vendor}</Link> <span>{meaning(mapping)}</span>
    </li>
  );
}

function keyOf({ vendor_id, vendor_sku, uom }: Mapping): string {
  return JSON.stringify([vendor_id, vendor_sku, uom]);
}
