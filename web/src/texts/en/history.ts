/** Who did what, and when. */
export const history = {
  what: "The history",
  title: "History",
  lead: "Uploads, saved versions, applications and reversals, the newest first.",
};
