import { Notice, ProblemNotice } from "../../components/Notice";
import { meaning } from "../../lib/mappings";
import { texts } from "../../texts";
import type { Done, useTeaching } from "./useMappings";

/** What became of the last correction, with the way back from one that was taken away. */
export function Outcome({ teaching }: { teaching: ReturnType<typeof useTeaching> }) {
  const { done, forgetError, putBackError, busy, putBack } = teaching;
  return (
    <>
      {forgetError && <ProblemNotice error={forgetError} title={texts.mappings.forgetFailed} />}
      {putBackError && <ProblemNotice error={putBackError} title={texts.mappings.undoFailed} />}
      {done && <Told done={done} busy={busy} onPutBack={() => putBack(done.mapping)} />}
    </>
  );
}

function Told({ done: { what, mapping }, busy, onPutBack }: { done: Done; busy: boolean; onPutBack: () => void }) {
  if (what === "corrected") return <Notice tone="good" title={texts.mappings.saved(meaning(mapping))} />;
  if (what === "put back") return <Notice tone="good" title={texts.mappings.putBack(meaning(mapping))} />;
  const undo = (
    <button type="button" className="button slim" disabled={busy} onClick={onPutBack}>
      {texts.mappings.undo}
    </button>
  );
  return (
    <Notice tone="info" title={texts.mappings.forgotten(mapping.vendor_sku, mapping.item)} actions={undo}>
      <p>{texts.mappings.forgottenBody}</p>
    </Notice>
  );
}
