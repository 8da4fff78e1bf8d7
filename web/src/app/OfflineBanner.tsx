import { useSyncExternalStore } from "react";
import { connection } from "../lib/connection";
import { texts } from "../texts";

/** One line below the bar while the server does not answer, or puts requests off; else empty, but there to be read aloud. */
export function OfflineBanner() {
  const there = useSyncExternalStore(connection.subscribe, connection.isThere);
  const throttled = useSyncExternalStore(connection.subscribe, connection.isThrottled);
  const [title, body] = there
    ? [texts.app.throttled, texts.app.throttledBody]
    : [texts.app.offline, texts.app.offlineBody];
  return (
    <div className="offline" role="status">
      {(!there || throttled) && (
        <>
          <strong>{title}</strong>
          <span>{body}</span>
        </>
      )}
    </div>
  );
}
