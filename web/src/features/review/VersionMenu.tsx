import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Link } from "wouter";
import { api } from "../../lib/api";
import { formatTime } from "../../lib/format";
import { keys } from "../../lib/queries";
import { texts } from "../../texts";
import type { Job } from "../../types/contracts";
import { savedVersions } from "../history/events";

interface VersionMenuProps {
  job: Job;
  /** The version on the page, and the newest one that was saved; 0 before the first. */
  shown: number;
  newest: number;
}

/** The versions that were saved, the newest first; an older one opens to be looked at. */
export function VersionMenu({ job, shown, newest }: VersionMenuProps) {
  const id = job.job_id;
  const menu = useRef<HTMLDetailsElement>(null);
  const [open, setOpen] = useState(false);
  const events = useQuery({
    queryKey: [...keys.events(id), newest],
    queryFn: ({ signal }) => api.events(id, signal),
    enabled: open,
  });
  if (newest === 0) return null;
  const versions = savedVersions(events.data?.events ?? []);
  const close = () => menu.current?.removeAttribute("open");
  return (
    <details
      className="versions small"
      ref={menu}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      onKeyDown={({ key }) => key === "Escape" && close()}
      onBlur={({ currentTarget, relatedTarget }) => !currentTarget.contains(relatedTarget) && relatedTarget && close()}
    >
      <summary className="button slim quiet">{texts.reader.versions}</summary>
      <ul>
        {versions.map(({ version, at }) => {
          const last = Number(version) === newest;
          return (
            <li key={version}>
              <Link
                href={last ? `/invoices/${id}` : `/invoices/${id}?version=${version}`}
                aria-current={Number(version) === shown ? "true" : undefined}
                onClick={close}
              >
                {texts.reader.versionAt(version, formatTime(at))}
              </Link>
              {last && <span className="soft"> {texts.reader.newest}</span>}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
