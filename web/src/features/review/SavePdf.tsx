import { useMutation } from "@tanstack/react-query";
import { ProblemLine } from "../../components/Said";
import { api } from "../../lib/api";
import { problemOf } from "../../lib/http";
import { saveFile } from "../../lib/saveFile";
import { texts } from "../../texts";

/** Gives the PDF itself, as it was uploaded. */
export function SavePdf({ id, name }: { id: string; name: string }) {
  const save = useMutation({
    mutationFn: () => api.source(id),
    onSuccess: (bytes) => saveFile(name, bytes.slice(), "application/pdf"),
  });
  return (
    <>
      <button type="button" className="button slim" disabled={save.isPending} onClick={() => save.mutate()}>
        {texts.reader.savePdf}
      </button>
      {save.isError && (
        <span className="wrong small" role="alert">
          <ProblemLine problem={problemOf(save.error)} />
        </span>
      )}
    </>
  );
}
