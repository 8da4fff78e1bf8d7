import { useMutation } from "@tanstack/react-query";
import { EmptyState } from "../../components/EmptyState";
import { ProblemNotice } from "../../components/Notice";
import { fetchStored } from "../../lib/http";
import { texts } from "../../texts";
import { uploads } from "./uploads";

/** An inbox with nothing in it: what will happen here, and an invoice to see it with. */
export function NoJobs() {
  const sample = useMutation({ mutationFn: fetchSample, onSuccess: (file) => uploads.add([file]) });
  return (
    <div className="card">
      <EmptyState
        icon="sheet"
        title={texts.inbox.emptyTitle}
        body={texts.inbox.emptyBody}
        action={
          <button type="button" className="button" disabled={sample.isPending} onClick={() => sample.mutate()}>
            {texts.inbox.sample}
          </button>
        }
      />
      <ol className="steps">
        {texts.inbox.steps.map(([what, how]) => (
          <li key={what}>
            <strong>{what}</strong>
            <span className="soft small">{how}</span>
          </li>
        ))}
      </ol>
      {sample.isError && <ProblemNotice error={sample.error} title={texts.inbox.sampleFailed} />}
    </div>
  );
}

async function fetchSample(): Promise<File> {
  const answer = await fetchStored(`/${texts.inbox.sampleFile}`);
  return new File([await answer.arrayBuffer()], texts.inbox.sampleFile, { type: "application/pdf" });
}
