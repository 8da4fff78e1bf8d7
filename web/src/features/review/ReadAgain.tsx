import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { Notice, ProblemNotice } from "../../components/Notice";
import { api } from "../../lib/api";
import { keys } from "../../lib/queries";
import { texts } from "../../texts";
import type { Job, Reading } from "../../types/contracts";
import { beginReread } from "./reread";

interface ReadAgainProps {
  job: Job;
  reading: Reading;
  /** The newest that was saved. */
  version: number;
  unsaved: boolean;
  onClose: () => void;
}

/** Asks as whom the PDF is read anew, and begins it; the page waits for what comes. */
export function ReadAgain({ job, reading, version, unsaved, onClose }: ReadAgainProps) {
  const id = useId();
  const client = useQueryClient();
  const [vendor, setVendor] = useState(job.read_as ?? "");
  const vendors = useQuery({ queryKey: keys.vendors, queryFn: api.vendors });
  const again = useMutation({
    mutationFn: () => api.readAgain(job.job_id, vendor ? { vendor } : {}),
    onSuccess: (moved) => {
      beginReread(client, { ...job, review_version: version }, reading);
      client.setQueryData(keys.job(job.job_id), moved);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={texts.reader.readAgainTitle}
      confirm={texts.reader.readAgainDo}
      keep={texts.app.cancel}
      busy={again.isPending}
      onConfirm={() => again.mutate()}
      onClose={onClose}
    >
      <p>{texts.reader.readAgainBody}</p>
      {unsaved && <Notice tone="warning" title={texts.reader.readAgainUnsaved} />}
      <div className="field">
        <label htmlFor={id}>{texts.reader.readAgainVendor}</label>
        <select id={id} className="input" value={vendor} onChange={({ target }) => setVendor(target.value)}>
          <option value="">{texts.reader.asRecognised}</option>
          {vendors.data?.vendors.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
      </div>
      {vendors.isError && <ProblemNotice error={vendors.error} title={texts.errors.loading(texts.vendors.title)} />}
      {again.isError && <ProblemNotice error={again.error} title={texts.reader.readAgainFailed} />}
    </ConfirmDialog>
  );
}
