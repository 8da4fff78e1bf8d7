import { useState } from "react";
import { texts } from "../../texts";
import type { Draft, Reading, ReviewInput } from "../../types/contracts";
import { Downloads } from "./Downloads";
import { ReadAgain } from "./ReadAgain";

interface ReaderLineProps {
  draft: Draft;
  reading: Reading;
  review: ReviewInput;
  unsaved: boolean;
  locked: boolean;
}

/** Who read the invoice and from what, and the ways on where that is not right. */
export function ReaderLine({ draft, reading, review, unsaved, locked }: ReaderLineProps) {
  const [open, setOpen] = useState<"again" | "downloads" | null>(null);
  const { job } = draft;
  const { reader, origin, match } = reading;
  const told = [
    texts.reader.by(reader.plugin, reader.version),
    reader.template && texts.reader.template(reader.template),
    texts.reader.origin[origin],
    job.read_as && texts.reader.readAs(job.read_as),
  ];
  const why = match.reasons.length > 0 ? texts.reader.why(match.reasons.join(", ")) : undefined;
  return (
    <div className="reader-line small">
      <span className="soft" title={why}>
        {told.filter(Boolean).join(" · ")}
      </span>
      {!locked && (
        <button type="button" className="button slim quiet" onClick={() => setOpen("again")}>
          {texts.reader.readAgain}
        </button>
      )}
      <button type="button" className="button slim quiet" onClick={() => setOpen("downloads")}>
        {texts.reader.downloads}
      </button>
      {open === "again" && (
        <ReadAgain
          job={job}
          reading={reading}
          version={draft.version}
          unsaved={unsaved}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "downloads" && <Downloads job={job} reading={reading} review={review} onClose={() => setOpen(null)} />}
    </div>
  );
}
