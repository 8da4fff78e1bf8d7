import "./vendors.css";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { EmptyState } from "../../components/EmptyState";
import { Page } from "../../components/Page";
import { QueryView } from "../../components/QueryView";
import { SearchField } from "../../components/SearchField";
import { api } from "../../lib/api";
import { formatTime } from "../../lib/format";
import { keys } from "../../lib/queries";
import { texts } from "../../texts";
import type { VendorList } from "../../types/contracts";
import { AddVendor } from "./AddVendor";
import { found, inOrder } from "./order";
import { VendorCard } from "./VendorCard";

/** Who is installed, how reading went, and how to add another one. */
export default function VendorsPage() {
  const vendors = useQuery({ queryKey: keys.vendors, queryFn: api.vendors });
  return (
    <Page title={texts.vendors.title} lead={texts.vendors.lead}>
      <QueryView query={vendors} what={texts.vendors.what}>
        {(list) => <Vendors list={list} />}
      </QueryView>
      <AddVendor />
    </Page>
  );
}

function Vendors({ list: { vendors, recent_since } }: { list: VendorList }) {
  const [typed, setTyped] = useState("");
  const { find, none, noneBody, noMatch, counted } = texts.vendors;
  if (vendors.length === 0) {
    return (
      <div className="card">
        <EmptyState icon="sheet" title={none} body={noneBody} />
      </div>
    );
  }
  const shown = found(inOrder(vendors), typed);
  return (
    <section className="stack" aria-label={texts.vendors.title}>
      <SearchField label={find} text={typed} onText={setTyped} />
      {shown.length === 0 && <p className="card empty soft">{noMatch(typed.trim())}</p>}
      {shown.length > 0 && (
        <ul className="card vendors">
          {shown.map((vendor) => (
            <VendorCard key={vendor.id} vendor={vendor} />
          ))}
        </ul>
      )}
      <p className="soft small">{counted(formatTime(recent_since))}</p>
    </section>
  );
}
