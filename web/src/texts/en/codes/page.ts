/** What goes wrong in the page itself, or on the way to the server. */
export const page = {
  UNREACHABLE: {
    happened: "The server cannot be reached.",
    stock: "Stock was not changed by looking. After an apply the page asks by itself whether it went through.",
    action: "Check the connection and try again.",
  },
  STORAGE_UNREACHABLE: {
    happened: "Storage could not be reached.",
    stock: "Stock was not changed; other files are not affected.",
    action: "Check the connection and try again.",
  },
  STORAGE_REFUSED: {
    happened: "Storage refused the file, or no longer has it.",
    stock: "Stock was not changed.",
    action: "Try again: the page asks for a new link.",
  },
  CONFIG_MISSING: {
    happened: "The page cannot find its server: /config.json is missing or damaged.",
    stock: "Stock was not changed.",
    action: "Tell whoever runs this service.",
  },
  UNEXPECTED_ANSWER: {
    happened: "The server gave an answer that the page does not understand.",
    stock: "Reload the page: it shows how the stock stands.",
    action: "Reload; if it stays, tell whoever runs this service.",
  },
  PART_MISSING: {
    happened: "A part of the page could not be fetched.",
    stock: "Stock was not changed by this. Saved versions are safe on the server, drafts in this browser.",
    action: "Wait: the page asks for it again. If it stays away, load the page anew.",
  },
  THROTTLED: {
    happened: "The server has too much to do and did not take the request.",
    stock: "Stock was not changed: the request was not begun.",
    action: "Wait a moment and try again.",
  },
  PAGE_ERROR: {
    happened: "The page itself failed.",
    stock: "Stock was not changed by this. Saved versions are safe on the server, drafts in this browser.",
    action: "Reload the page.",
  },
  ITEM_EXISTS: {
    happened: "The item id belongs to another item.",
    stock: "Stock was not changed; no item was made.",
    action: "Choose that item, or give the new one another id.",
  },
};
