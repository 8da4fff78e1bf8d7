/** Windows of this browser over the same invoice tell each other that they are there, and when one saves. */

type Word = { says: "hello" | "here" | "bye"; window: string } | { says: "saved"; window: string; version: number };

export interface Others {
  /** Windows that are open over the same invoice now. */
  open: ReadonlySet<string>;
  /** The newest version that one of them saved. */
  saved: number | null;
}

export const NOBODY: Others = { open: new Set(), saved: null };

/** What is known of the others once this was heard. Pure. */
export function heard(others: Others, word: Word): Others {
  const open = new Set(others.open);
  if (word.says === "bye") open.delete(word.window);
  else open.add(word.window);
  return { open, saved: word.says === "saved" ? Math.max(word.version, others.saved ?? 0) : others.saved };
}

export interface Line {
  say: (word: Word) => void;
  close: () => void;
}

/** Listens to the other windows over a job and makes this one known; silent where the browser cannot. */
export function listen(job: string, window: string, on: (word: Word) => void): Line {
  if (typeof BroadcastChannel === "undefined") return { say: () => {}, close: () => {} };
  const channel = new BroadcastChannel(`review/${job}`);
  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if (data.says === "hello") channel.postMessage({ says: "here", window } satisfies Word);
    on(data);
  };
  channel.postMessage({ says: "hello", window } satisfies Word);
  return {
    say: (word) => channel.postMessage(word),
    close: () => {
      channel.postMessage({ says: "bye", window } satisfies Word);
      channel.close();
    },
  };
}
