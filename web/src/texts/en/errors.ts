/** What went wrong between the page and its server. */
export const errors = {
  unreachable: "The server cannot be reached.",
  tryAgainHint: "Check the connection and try again. Nothing was changed.",
  reloadHint: "Reload the page. Saved versions are safe on the server.",
  storageRefused: (status: number) => `The stored file cannot be fetched (status ${status}).`,
  configMissing: "The page cannot find its server: /config.json is missing or damaged.",
  unexpectedAnswer: (status: number) =>
    `The server gave an answer that the page does not understand (status ${status}).`,
  loading: (what: string) => `${what} could not be loaded`,
  serverSays: "The server says:",
  aboutCode: (code: string) => `What ${code} means`,
};
