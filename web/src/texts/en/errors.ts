/** What went wrong between the page and its server. */
export const errors = {
  unreachable: "The server cannot be reached.",
  throttled: "The server has too much to do and did not take the request.",
  throttledHint: "Wait a moment and try again. Nothing was changed.",
  tryAgainHint: "Check the connection and try again. Nothing was changed.",
  partMissing: "A part of the page could not be fetched.",
  partHint: "It is asked for again by itself. Nothing was changed; drafts are kept in this browser.",
  reloadHint: "Reload the page. Saved versions are safe on the server.",
  storageRefused: (status: number) => `The stored file cannot be fetched (status ${status}).`,
  configMissing: "The page cannot find its server: /config.json is missing or damaged.",
  unexpectedAnswer: (status: number) =>
    `The server gave an answer that the page does not understand (status ${status}).`,
  loading: (what: string) => `${what} could not be loaded`,
  serverSays: "The server says:",
  aboutCode: (code: string) => `What ${code} means`,
};
