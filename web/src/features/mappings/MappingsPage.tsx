import { useState } from "react";
import { useLocation } from "wouter";
import { EmptyState } from "../../components/EmptyState";
import { MoreButton } from "../../components/MoreButton";
import { Page } from "../../components/Page";
import { QueryView } from "../../components/QueryView";
import { type KnownVendor, useKnownVendors } from "../../lib/mappings";
import { texts } from "../../texts";
import type { Mapping } from "../../types/contracts";
import { CorrectDialog } from "./CorrectDialog";
import { MappingTable } from "./MappingTable";
import { Outcome } from "./Outcome";
import { useMappings, useTeaching } from "./useMappings";
import { VendorChoice } from "./VendorChoice";
import "./mappings.css";

/** What is known of vendors' articles; `vendor` is the one whose articles are shown, if any. */
export default function MappingsPage({ vendor }: { vendor: string | undefined }) {
  const vendors = useKnownVendors();
  const [, navigate] = useLocation();
  const open = (id: string) => navigate(`/mappings/${encodeURIComponent(id)}`);
  return (
    <Page title={texts.mappings.title} lead={texts.mappings.lead}>
      <QueryView query={vendors} what={texts.mappings.vendorsWhat}>
        {(known) => <Choice known={known} vendor={vendor} onVendor={open} />}
      </QueryView>
      {vendor !== undefined && <VendorMappings key={vendor} vendor={vendor} />}
    </Page>
  );
}

interface ChoiceProps {
  known: readonly KnownVendor[];
  vendor: string | undefined;
  onVendor: (id: string) => void;
}

function Choice({ known, vendor, onVendor }: ChoiceProps) {
  if (known.length === 0 && vendor === undefined) {
    return (
      <div className="card">
        <EmptyState icon="sheet" title={texts.mappings.noVendors} body={texts.mappings.noVendorsBody} />
      </div>
    );
  }
  return (
    <>
      <VendorChoice known={known} vendor={vendor} onVendor={onVendor} />
      {vendor === undefined && (
        <div className="card">
          <EmptyState icon="sheet" title={texts.mappings.pick} body={texts.mappings.pickBody} />
        </div>
      )}
    </>
  );
}

function VendorMappings({ vendor }: { vendor: string }) {
  const mappings = useMappings(vendor);
  const teaching = useTeaching(vendor);
  const [correcting, setCorrecting] = useState<Mapping | null>(null);
  return (
    <>
      <Outcome teaching={teaching} />
      <QueryView query={mappings} what={texts.mappings.what}>
        {({ pages }) => (
          <Known
            mappings={pages.flatMap((page) => page.mappings)}
            complete={!mappings.hasNextPage}
            busy={teaching.busy}
            onCorrect={setCorrecting}
            onForget={teaching.forget}
          />
        )}
      </QueryView>
      <MoreButton list={mappings} label={texts.mappings.more} loading={texts.mappings.loadingMore} />
      {correcting && (
        <CorrectDialog mapping={correcting} onSaved={teaching.corrected} onClose={() => setCorrecting(null)} />
      )}
    </>
  );
}

interface KnownProps {
  mappings: readonly Mapping[];
  complete: boolean;
  busy: boolean;
  onCorrect: (mapping: Mapping) => void;
  onForget: (mapping: Mapping) => void;
}

/** A page without any may still be followed by one: what is newer under another id of the vendor hides rows. */
function Known({ mappings, complete, ...acts }: KnownProps) {
  if (mappings.length === 0 && complete) {
    return (
      <div className="card">
        <EmptyState icon="box" title={texts.mappings.empty} body={texts.mappings.emptyBody} />
      </div>
    );
  }
  return (
    <div className="card">
      <MappingTable mappings={mappings} {...acts} />
    </div>
  );
}
