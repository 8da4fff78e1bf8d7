/** The vendors whose invoices can be read. */
import { plural } from "./plural";

export const vendors = {
  what: "The vendors",
  title: "Vendors",
  lead: "Whose invoices can be read, by which plugin, and how well that went lately.",
  counted: (day: string) => `Counted since ${day}.`,
  find: "Find a vendor",
  noMatch: (query: string) => `No vendor matches “${query}”.`,
  none: "No vendor is installed",
  noneBody: "Invoices that carry an e-invoice are read all the same. For every other one, add its vendor as below.",
  plugin: (plugin: string, version: string) => `${plugin} ${version}`,
  id: "Id",
  template: "Template",
  taxIds: "Tax ids",
  aliases: "Known before as",
  read: (count: number) => `${plural(count, "invoice", "invoices")} read`,
  failed: (count: number) => `${count} failed`,
  unread: "Nothing read lately",
  lastFailure: (time: string) => `Last failure ${time}`,
  openFailure: "Open that invoice",
  history: (name: string) => `History of ${name}`,
  mappings: (name: string) => `Mappings of ${name}`,
  historyShort: "History",
  mappingsShort: "Mappings",
  add: {
    title: "Add a vendor",
    lead: "A vendor is a small package of its own: a template, or a Python module where a template cannot say it. Nothing else changes. On a command line, in the project’s folder:",
    steps: [
      [
        "Start from an invoice",
        "invoiceplug new acme --from bill.pdf",
        "Drafts the template from what the page shows; each guess in it says so.",
      ],
      [
        "See what it reads",
        "invoiceplug overlay bill.pdf",
        "Draws regions, columns and values on the pages. Mend the template until they fit.",
      ],
      [
        "Prove it",
        "invoiceplug test plugins/acme",
        "Compares every sample with what is expected, and sees that it claims no other vendor’s invoice.",
      ],
      [
        "Use it",
        "invoiceplug up --plugins plugins",
        "Reads with it beside the installed vendors. An invoice that failed is then read with “Try again”.",
      ],
    ],
    steady: "Stock is not changed by any of this: only applying a reviewed invoice changes it.",
  },
};
