import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Notice } from "../../components/Notice";
import { texts } from "../../texts";
import type { Draft, Reading } from "../../types/contracts";
import { differenceOf } from "./readings";
import { beforeReread, forgetReread } from "./reread";

/** What the new reading says otherwise than the one before, until it is understood. */
export function Reread({ draft, reading }: { draft: Draft; reading: Reading }) {
  const client = useQueryClient();
  const { job_id, attempt } = draft.job;
  const [before, setBefore] = useState(() => beforeReread(client, job_id));
  if (before === undefined || before.attempt >= attempt) return null;
  const { values, lines, reader } = differenceOf(before.reading, reading);
  const same = values === 0 && lines === 0;
  const overtaken = before.version > 0 && before.reading.reading_sha256 !== reading.reading_sha256;
  const close = () => {
    forgetReread(client, job_id);
    setBefore(undefined);
  };
  return (
    <Notice
      tone={same ? "good" : "info"}
      title={same ? texts.reader.changed.same : texts.reader.changed.some(values, lines)}
      actions={
        <button type="button" className="button slim" onClick={close}>
          {texts.reader.understood}
        </button>
      }
    >
      {reader && <p className="small">{texts.reader.changed.reader(...reader)}</p>}
      {overtaken && <p className="small">{texts.reader.changed.version(before.version)}</p>}
    </Notice>
  );
}
