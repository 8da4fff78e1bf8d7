/** What was learned of a vendor's articles. */
export const mappings = {
  what: "The mappings",
  title: "Mappings",
  lead: "What was learned: which stock item each vendor’s article is, and how many of it make one unit.",
};
