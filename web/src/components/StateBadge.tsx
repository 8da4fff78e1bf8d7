import type { ShownState } from "../lib/job";
import { texts } from "../texts";
import { Icon, type IconName } from "./Icon";

const LOOKS: Record<ShownState, [tone: string, icon: IconName]> = {
  awaiting_upload: ["plain", "upload"],
  queued: ["plain", "clock"],
  running: ["busy", "work"],
  parsed: ["good", "into"],
  needs_review: ["warn", "warning"],
  unreviewed: ["plain", "eye"],
  failed: ["error", "error"],
  applying: ["busy", "work"],
  applied: ["", "check"],
  reversed: ["struck", "undo"],
  discarded: ["", "stop"],
};

/** A job's state as icon and word, never as colour alone. */
export function StateBadge({ state }: { state: ShownState }) {
  const [tone, icon] = LOOKS[state];
  return (
    <span className={`badge ${tone}`}>
      <Icon name={icon} />
      {texts.state[state]}
    </span>
  );
}
