import "./stats.css";
import type { ReactNode } from "react";
import { formatCount, formatDuration, formatShare } from "../../lib/format";
import { texts } from "../../texts";
import type { Stats } from "../../types/contracts";
import { segmentsOf } from "./statsParts";

const say = texts.inbox.stats;

/** The last weeks at a glance: jobs by state, how fast they are read, how many are applied as they were read. */
export function StatsStrip({ stats }: { stats: Stats }) {
  const { median_seconds_to_parsed: median, applied, applied_unedited, by_vendor } = stats;
  return (
    <section className="card stats" aria-label={say.title}>
      <div className="stats-row">
        <States stats={stats} />
        <Figure
          name={say.readIn}
          value={median === undefined ? say.none : formatDuration(median)}
          note={median === undefined ? say.noneRead : say.median}
        />
        <Figure
          name={say.asRead}
          value={applied === 0 ? say.none : formatShare(applied_unedited / applied)}
          note={applied === 0 ? say.noneApplied : say.ofApplied(applied_unedited, applied)}
        />
      </div>
      {by_vendor.length > 0 && (
        <details>
          <summary className="small">{say.byVendor}</summary>
          <Vendors stats={stats} />
        </details>
      )}
    </section>
  );
}

function States({ stats }: { stats: Stats }) {
  const segments = segmentsOf(stats);
  return (
    <div className="stats-states">
      <h2 className="small">{stats.cut ? say.newest(stats.jobs) : say.lead(stats.jobs, stats.days)}</h2>
      <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        {segments.map(({ part, x, width }) => (
          <rect key={part} data-part={part} x={x} width={width} height="1" />
        ))}
      </svg>
      <ul aria-label={say.states}>
        {segments.map(({ part, count }) => (
          <li key={part} className="small">
            <svg viewBox="0 0 8 8" aria-hidden="true" focusable="false">
              <rect data-part={part} width="8" height="8" rx="2" />
            </svg>
            <strong>{formatCount(count)}</strong> {texts.inbox.filter[part]}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Figure({ name, value, note }: { name: string; value: string; note: ReactNode }) {
  return (
    <div className="figure">
      <h2 className="small">{name}</h2>
      <strong>{value}</strong>
      <span className="small soft">{note}</span>
    </div>
  );
}

function Vendors({ stats: { by_vendor } }: { stats: Stats }) {
  return (
    <div className="stats-vendors">
      <table className="table" aria-label={say.byVendor}>
        <thead>
          <tr>
            <th scope="col">{say.columns.vendor}</th>
            {([say.columns.jobs, say.columns.applied, say.columns.asRead, say.columns.failed] as const).map((name) => (
              <th key={name} scope="col" className="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {by_vendor.map(({ vendor_id, vendor_name, jobs, applied, applied_unedited, failed }) => (
            <tr key={vendor_id}>
              <th scope="row">{vendor_name}</th>
              <td className="number">{formatCount(jobs)}</td>
              <td className="number">{formatCount(applied)}</td>
              <td className="number">{applied === 0 ? say.none : formatShare(applied_unedited / applied)}</td>
              <td className={failed > 0 ? "number some" : "number"}>{formatCount(failed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
