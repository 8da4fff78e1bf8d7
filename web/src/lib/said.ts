/** A refusal in the page's own words, with what the server said beside them: the server speaks English only. */
import { codeText, findingText } from "../texts/codes";
import type { Problem, ReadingFinding } from "../types/contracts";
import { GENERIC } from "./generic";
import { language } from "./language";

/** A problem of the API, of a job, or (`type` "about:blank") of the page itself. */
export type Told = Pick<Problem, "code" | "detail" | "hint"> & Partial<Pick<Problem, "type" | "title">>;

export interface Said {
  happened: string;
  /** The server's own sentence, in English, when `happened` is not that one and it says more than its code. */
  server?: string;
  /** What it means for the stock. */
  stock?: string;
  action: string;
}

export function saidOf({ code, detail, hint, type, title }: Told): Said {
  if (type === "about:blank") return { happened: detail, action: hint };
  const own = codeText(code);
  if (!own) return { happened: detail, action: hint };
  const { happened, stock, action } = own;
  if (language() === "en") return { happened: detail, stock, action };
  const generic = title ?? GENERIC[code];
  return { happened, stock, action, ...(detail !== generic && { server: detail }) };
}

/** A finding's kind in the page's language, and the server's message with its figures. */
export function findingSaid({ code, message }: Pick<ReadingFinding, "code" | "message">): Said["happened"][] {
  const kind = language() === "en" ? undefined : findingText(code);
  return kind ? [kind, message] : [message];
}
