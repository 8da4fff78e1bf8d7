import { useState } from "react";
import { setSingleKeys, singleKeys } from "../../lib/singleKeys";
import { guide } from "../../texts/guide";

/** The switch for "?" and "/". */
export function SingleKeys() {
  const [on, setOn] = useState(singleKeys);
  const turn = (next: boolean) => {
    setSingleKeys(next);
    setOn(next);
  };
  return (
    <div className="single-keys">
      <label>
        <input type="checkbox" checked={on} onChange={({ target }) => turn(target.checked)} />
        {guide().help.single}
      </label>
      <p className="soft small">{guide().help.singleBody}</p>
    </div>
  );
}
