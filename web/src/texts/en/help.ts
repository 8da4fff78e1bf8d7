/** Keys and error codes. */
export const help = {
  title: "Help",
  lead: "The keys that save you time, and what every code means.",
};
