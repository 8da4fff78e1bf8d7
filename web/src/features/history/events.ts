/** What an event tells, taken apart: its kind, who did it, and what its detail is about. Pure. */
import type { Texts } from "../../texts";
import type { JobEvent } from "../../types/contracts";

export type Who = keyof Texts["history"]["by"];
export type What = keyof Texts["history"]["events"];

/** A `server` detail is English whatever the page speaks. */
export type Detail = { kind: "code" | "reason" | "server" | "vendor" | "version"; text: string };

const DETAILS: Partial<Record<What, Detail["kind"]>> = {
  failed: "code",
  applying: "reason",
  applied: "reason",
  reversing: "reason",
  reversed: "reason",
  read_again: "vendor",
  review_saved: "version",
};

/** "2-9f86d0…" -> "2": the version of a review; the rest is its hash. */
function versionOf(detail: string): string {
  return detail.split("-", 1)[0] ?? detail;
}

export function detailOf({ what, detail }: Pick<JobEvent, "what" | "detail">): Detail | null {
  if (!detail) return null;
  const kind = DETAILS[what as What] ?? "server";
  return { kind, text: kind === "version" ? versionOf(detail) : detail };
}

/** Saved versions of the review, the newest first. */
export function savedVersions(events: readonly JobEvent[]): { version: string; at: string }[] {
  const saved = events.filter(({ what, detail }) => what === "review_saved" && detail);
  return saved.map(({ at, detail = "" }) => ({ version: versionOf(detail), at })).reverse();
}

/** How an event looks: what went well, what did not, what changed the stock. */
export function toneOf({ what }: Pick<JobEvent, "what">): "stock" | "error" | "retry" | "plain" {
  if (what === "applied" || what === "reversed") return "stock";
  if (what === "failed") return "error";
  return what === "attempted_again" || what === "start_refused" ? "retry" : "plain";
}
