/** The vendors whose invoices can be read. */
export const vendors = {
  what: "The vendors",
  title: "Vendors",
  lead: "Whose invoices can be read, by which plugin, and how well that went lately.",
};
