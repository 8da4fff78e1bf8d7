import { Fragment } from "react";
import { isMac } from "../../lib/mac";
import { keyName, type Shortcut, type ShortcutGroup } from "../../lib/shortcuts";
import { guide } from "../../texts/guide";

/** Keys and what they do, a small table for each place where they mean it. */
export function KeyTable({ groups }: { groups: readonly ShortcutGroup[] }) {
  return (
    <div className="keys">
      {groups.map(({ where, shortcuts }) => (
        <table key={where}>
          <caption>{guide().help.where[where]}</caption>
          <tbody>
            {shortcuts.map((shortcut) => (
              <tr key={shortcut.does}>
                <th scope="row">{guide().help.does[shortcut.does]}</th>
                <td>
                  <Keys of={shortcut} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}

function Keys({ of: { keys } }: { of: Shortcut }) {
  return keys.map((held, index) => (
    <Fragment key={held.join("+")}>
      {index > 0 && <span className="hidden-visually"> {guide().help.or} </span>}
      <span className="held">
        {held.map((key) => (
          <kbd key={key}>{keyName(key, guide().help.keyNames, isMac())}</kbd>
        ))}
      </span>
    </Fragment>
  ));
}
