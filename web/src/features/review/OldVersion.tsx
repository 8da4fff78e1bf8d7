import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { Notice } from "../../components/Notice";
import { Page } from "../../components/Page";
import { QueryView } from "../../components/QueryView";
import { api } from "../../lib/api";
import { saveJson } from "../../lib/saveFile";
import { texts } from "../../texts";
import type { Draft, Reading } from "../../types/contracts";
import { decisionsOf } from "./decisions";
import { Workspace } from "./Workspace";

/** An earlier saved version, to be looked at: nothing can be changed in it. */
export function OldVersion({ draft, reading, version }: { draft: Draft; reading: Reading; version: number }) {
  const id = draft.job.job_id;
  const saved = useQuery({
    queryKey: ["review", id, version],
    queryFn: () => api.review(id, version),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (saved.data?.reading_sha256 === reading.reading_sha256) {
    const job = { ...draft.job, review_version: draft.version }; // what was saved on this page, too
    const old = { ...draft, job, version, review: decisionsOf(saved.data), findings: reading.findings };
    return <Workspace key={version} draft={old} reading={reading} past />;
  }
  const back = (
    <Link className="button" href={`/invoices/${id}`}>
      {texts.reader.toNewest}
    </Link>
  );
  return (
    <Page title={texts.review.title(draft.invoice.invoice_number)} narrow actions={back}>
      <QueryView query={saved} what={texts.reader.versions}>
        {(review) => (
          <Notice
            tone="info"
            title={texts.reader.oldReading(version)}
            actions={
              <button
                type="button"
                className="button slim"
                onClick={() => saveJson(`${draft.job.name}.version-${version}.json`, review)}
              >
                {texts.reader.saveReview}
              </button>
            }
          />
        )}
      </QueryView>
    </Page>
  );
}
