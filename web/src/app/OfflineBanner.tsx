import { useSyncExternalStore } from "react";
import { connection } from "../lib/connection";
import { texts } from "../texts";

/** One line below the bar while the server does not answer; empty, but there to be read aloud, while it does. */
export function OfflineBanner() {
  const there = useSyncExternalStore(connection.subscribe, connection.isThere);
  return (
    <div className="offline" role="status">
      {!there && (
        <>
          <strong>{texts.app.offline}</strong>
          <span>{texts.app.offlineBody}</span>
        </>
      )}
    </div>
  );
}
