import { CodeLink, ServerText } from "../../components/Said";
import { formatTime } from "../../lib/format";
import { texts } from "../../texts";
import type { JobEvent } from "../../types/contracts";
import { type Detail, detailOf, toneOf, type What, type Who } from "./events";

/** Every event, oldest first: when, what, by whom, in which attempt. */
export function Events({ events }: { events: readonly JobEvent[] }) {
  return (
    <ol className="events" aria-label={texts.history.one.happened}>
      {events.map((event) => (
        <Event key={event.seq} event={event} several={(events.at(-1)?.attempt ?? 0) > 1} />
      ))}
    </ol>
  );
}

function Event({ event, several }: { event: JobEvent; several: boolean }) {
  const detail = detailOf(event);
  const by = event.by && (texts.history.by[event.by as Who] ?? event.by);
  return (
    <li data-tone={toneOf(event)}>
      <time dateTime={event.at}>{formatTime(event.at)}</time>
      <div>
        <strong>{texts.history.events[event.what as What] ?? event.what}</strong>{" "}
        {detail && <DetailText detail={detail} />}
        <span className="soft small">
          {by && `${texts.history.byLabel} ${by}`}
          {several && event.attempt ? ` · ${texts.history.attempt(event.attempt)}` : ""}
        </span>
      </div>
    </li>
  );
}

function DetailText({ detail: { kind, text } }: { detail: Detail }) {
  if (kind === "code") return <CodeLink code={text} />;
  if (kind === "server") return <ServerText className="small">{text}</ServerText>;
  return <span className={kind === "reason" ? "reason" : undefined}>{texts.history.detail[kind](text)}</span>;
}
