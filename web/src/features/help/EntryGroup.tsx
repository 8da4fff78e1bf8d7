import { guide } from "../../texts/guide";
import type { Entry, Group } from "./entries";

/** Codes of one kind: what happened, what it means for the stock, what to do. */
export function EntryGroup({ group: { id, title, lead, entries }, anchor }: { group: Group; anchor: string }) {
  return (
    <section className="stack" aria-labelledby={id}>
      <h3 id={id} tabIndex={-1}>
        {title}
      </h3>
      {lead && <p className="soft small">{lead}</p>}
      <ul className="card entries">
        {entries.map((entry) => (
          <EntryRow key={entry.code} entry={entry} aimed={entry.code === anchor} />
        ))}
      </ul>
    </section>
  );
}

function EntryRow({ entry: { code, happened, stock, action, finding }, aimed }: { entry: Entry; aimed: boolean }) {
  return (
    <li id={code} tabIndex={-1} data-aimed={aimed || undefined}>
      <code translate="no">{code}</code>
      <div>
        <p>
          <strong>{happened}</strong>
        </p>
        {stock && <p>{stock}</p>}
        <p className="action">{action}</p>
        {finding && <p className="soft small">{guide().help.alsoFinding(finding)}</p>}
      </div>
    </li>
  );
}
