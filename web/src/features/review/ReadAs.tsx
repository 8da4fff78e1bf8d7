import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { ProblemNotice } from "../../components/Notice";
import { api } from "../../lib/api";
import { jobName } from "../../lib/job";
import { keys } from "../../lib/queries";
import { useJobMove } from "../../lib/useJobMove";
import { texts } from "../../texts";
import type { Job } from "../../types/contracts";

const say = texts.inbox.notRead;

/** A person knows whose invoice it is: it is read once more, as that vendor's. */
export function ReadAs({ job }: { job: Job }) {
  const id = useId();
  const vendors = useQuery({ queryKey: keys.vendors, queryFn: api.vendors });
  const [vendor, setVendor] = useState(job.read_as ?? "");
  const again = useJobMove(() => api.readAgain(job.job_id, { vendor }));
  return (
    <section className="stack" aria-label={say.readAs}>
      <h2>{say.readAs}</h2>
      <p className="soft">{say.readAsBody}</p>
      <div className="row">
        <label className="hidden-visually" htmlFor={id}>
          {texts.review.vendor}
        </label>
        <select id={id} className="input read-as" value={vendor} onChange={({ target }) => setVendor(target.value)}>
          <option value="">{texts.review.chooseVendor}</option>
          {vendors.data?.vendors.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
        <button
          type="button"
          className="button"
          disabled={vendor === "" || again.isPending}
          onClick={() => again.mutate()}
        >
          {say.readAsNow}
        </button>
      </div>
      {again.isError && <ProblemNotice error={again.error} title={texts.inbox.notMoved(jobName(job))} />}
      {vendors.isError && <ProblemNotice error={vendors.error} title={texts.errors.loading(texts.review.vendor)} />}
    </section>
  );
}
