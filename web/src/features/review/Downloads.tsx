import { useEffect, useId, useRef, useState } from "react";
import { saveJson } from "../../lib/saveFile";
import { texts } from "../../texts";
import { suggestionTexts } from "../../texts/suggestion";
import type { Job, Reading, ReviewInput } from "../../types/contracts";
import { type Command, commandsFor, correctedName } from "./commands";
import { correctedReading } from "./corrected";
import { SavePdf } from "./SavePdf";

interface DownloadsProps {
  job: Job;
  reading: Reading;
  review: ReviewInput;
  onClose: () => void;
}

/** The files and the command lines with which a plugin's author sees what the page sees. */
export function Downloads({ job, reading, review, onClose }: DownloadsProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const stem = job.name.replace(/\.pdf$/i, "");
  const unknown = reading.origin === "suggested" ? { vendor: review.vendor_id } : undefined;
  const commands = commandsFor(job.name, { readAs: job.read_as, unknown });
  const say = suggestionTexts();
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby={heading} className="downloads">
      <form method="dialog">
        <h2 id={heading}>{texts.reader.downloadsTitle}</h2>
        <p>{texts.reader.downloadsLead}</p>
        <div className="row">
          <SavePdf id={job.job_id} name={job.name} />
          <button type="button" className="button slim" onClick={() => saveJson(`${stem}.reading.json`, reading)}>
            {texts.reader.saveReading}
          </button>
          <button
            type="button"
            className="button slim"
            title={texts.reader.saveReviewHint}
            onClick={() => saveJson(`${stem}.review.json`, review)}
          >
            {texts.reader.saveReview}
          </button>
          <button
            type="button"
            className="button slim"
            title={say.saveCorrectedHint}
            onClick={() => saveJson(correctedName(job.name), correctedReading(reading, review))}
          >
            {say.saveCorrected}
          </button>
        </div>
        <h3>{texts.reader.commandsTitle}</h3>
        <dl className="commands">
          {commands.map((command) => (
            <CommandRow key={command.does} command={command} />
          ))}
        </dl>
        <div className="actions">
          <button type="submit" className="button">
            {texts.reader.close}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function CommandRow({ command: { does, line } }: { command: Command }) {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(line).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div>
      <dt className="soft small">{does === "draft" ? suggestionTexts().draft : texts.reader.commands[does]}</dt>
      <dd>
        <code>{line}</code>
        {/* Only where the browser lets a page write there: over https, or on this machine. */}
        {navigator.clipboard && (
          <button type="button" className="button slim quiet" aria-label={texts.reader.copyOf(line)} onClick={copy}>
            {copied ? texts.reader.copied : texts.reader.copy}
          </button>
        )}
      </dd>
    </div>
  );
}
