/** The frame of every page: bar, switches, and the words that belong to no feature. */
export const app = {
  name: "invoiceplug",
  skip: "Skip to content",
  nav: "Main",
  language: "Language",
  help: "Help",
  theme: { system: "Theme: as the system", light: "Theme: light", dark: "Theme: dark" },
  crashed: "This page stopped working",
  notFound: "There is no such page",
  notFoundBody: "The address may be mistyped, or the page has moved.",
  toInbox: "Go to the inbox",
  loading: "Loading…",
  slow: "This takes longer than usual. It is still being asked for; nothing is lost.",
  offline: "No connection to the server",
  offlineBody:
    "What you see may be out of date. Nothing was changed without you; drafts are kept in this browser, and the page goes on by itself.",
  retry: "Try again",
  cancel: "Cancel",
  remove: "Remove",
  title: (page: string) => `${page} · invoiceplug`,
};
