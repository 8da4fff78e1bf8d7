import { Link } from "wouter";
import { Icon } from "../../components/Icon";
import { CodeLink } from "../../components/Said";
import { formatTime } from "../../lib/format";
import { texts } from "../../texts";
import type { ListedVendor, VendorRecent } from "../../types/contracts";

const { vendors: words } = texts;

/** One vendor: who it is, by what it is read, how that went, and where the rest is. */
export function VendorCard({ vendor }: { vendor: ListedVendor }) {
  const { id, name, plugin, version, recent } = vendor;
  return (
    <li data-vendor={id}>
      <div className="name">
        <h2>{name}</h2>
        <p className="soft small">{words.plugin(plugin, version)}</p>
      </div>
      <Recent recent={recent} />
      <div className="row">
        <Link
          className="button slim"
          href={`/history?vendor=${encodeURIComponent(id)}`}
          aria-label={words.history(name)}
        >
          {words.historyShort}
        </Link>
        <Link className="button slim" href={`/mappings/${encodeURIComponent(id)}`} aria-label={words.mappings(name)}>
          {words.mappingsShort}
        </Link>
      </div>
      <Identity vendor={vendor} />
      {recent.last_failure && <LastFailure failure={recent.last_failure} />}
    </li>
  );
}

function Recent({ recent: { read, failed } }: { recent: VendorRecent }) {
  if (read + failed === 0) return <p className="recent soft small">{words.unread}</p>;
  return (
    <p className="recent">
      <span className="badge">
        <Icon name="check" />
        {words.read(read)}
      </span>
      {failed > 0 && (
        <span className="badge error">
          <Icon name="error" />
          {words.failed(failed)}
        </span>
      )}
    </p>
  );
}

function Identity({ vendor: { id, template, tax_ids = [], aliases = [] } }: { vendor: ListedVendor }) {
  const facts: [string, string][] = [
    [words.id, id],
    [words.template, template ?? ""],
    [words.taxIds, tax_ids.join(", ")],
    [words.aliases, aliases.join(", ")],
  ];
  return (
    <dl className="identity small">
      {facts
        .filter(([, value]) => value)
        .map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function LastFailure({ failure: { job_id, code, at } }: { failure: NonNullable<VendorRecent["last_failure"]> }) {
  return (
    <p className="last small">
      {words.lastFailure(formatTime(at))}: <CodeLink code={code} />{" "}
      <Link href={`/invoices/${job_id}`}>{words.openFailure}</Link>
    </p>
  );
}
