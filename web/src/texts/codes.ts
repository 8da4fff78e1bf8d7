/** The page's own words for every code: what happened, what it means for the stock, what to do. */
import { texts } from ".";
import { guide, isGuideLoaded } from "./guide";

export interface CodeText {
  happened: string;
  stock: string;
  action: string;
}

/** The groups in which the help page lists them. */
export const CODE_GROUPS = ["input", "reading", "pipeline", "page"] as const;

/** The words for a code, of the server's list or the page's own; undefined for one that nobody knows, or without guide. */
export function codeText(code: string): CodeText | undefined {
  if (!isGuideLoaded()) return undefined;
  for (const group of CODE_GROUPS) {
    const found = (guide().codes[group] as Record<string, CodeText>)[code];
    if (found) return found;
  }
  return undefined;
}

/** What kind of finding this is, in a few words; undefined for one that only its plugin knows. */
export function findingText(code: string): string | undefined {
  return (texts.findings as Record<string, string>)[code];
}
