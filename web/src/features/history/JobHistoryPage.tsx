import "./history.css";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { Icon } from "../../components/Icon";
import { Page } from "../../components/Page";
import { QueryView } from "../../components/QueryView";
import { StateBadge } from "../../components/StateBadge";
import { api } from "../../lib/api";
import { formatMoney } from "../../lib/format";
import { jobName, shownState } from "../../lib/job";
import { keys } from "../../lib/queries";
import { texts } from "../../texts";
import type { Job } from "../../types/contracts";
import { Story } from "./Story";

const { one } = texts.history;

/** The history of one invoice. */
export default function JobHistoryPage({ id }: { id: string }) {
  const job = useQuery({ queryKey: keys.job(id), queryFn: () => api.job(id) });
  const name = job.data ? jobName(job.data) : texts.history.title;
  return (
    <Page
      title={job.data ? one.title(name) : name}
      lead={job.data && facts(job.data)}
      narrow
      actions={job.data && <StateBadge state={shownState(job.data)} />}
    >
      <QueryView query={job} what={one.what}>
        {(data) => (
          <div className="card one">
            <Story job={data} />
          </div>
        )}
      </QueryView>
      <p>
        <Link href="/history" className="button quiet">
          <Icon name="left" />
          {one.back}
        </Link>
      </p>
    </Page>
  );
}

function facts({ vendor_name, grand_total, currency, invoice_number, name }: Job): string {
  return [vendor_name, grand_total && formatMoney(grand_total, currency), invoice_number && name]
    .filter(Boolean)
    .join(" · ");
}
