import { afterEach, describe, expect, test } from "vitest";
import { byDay, invoiceDay, localDay } from "../src/features/history/days";
import { detailOf, savedVersions } from "../src/features/history/events";
import { addressOf, asked, filterOf, isFiltered } from "../src/features/history/filter";
import { gather } from "../src/features/history/gather";
import { historyTable } from "../src/features/history/table";
import { csv } from "../src/lib/csv";
import { loadTexts, texts } from "../src/texts";
import { job } from "./support";

const NONE = filterOf(new URLSearchParams());

afterEach(() => loadTexts("en"));

describe("the filter", () => {
  test("stands in the address and comes back from it", () => {
    const filter = {
      vendor: "nordkontor",
      state: "failed",
      from: "2026-04-01",
      to: "2026-04-30",
      text: "RE 1",
    } as const;
    expect(filterOf(addressOf(filter))).toEqual(filter);
    expect(addressOf(NONE).toString()).toBe("");
    expect([isFiltered(NONE), isFiltered(filter)]).toEqual([false, true]);
  });

  test("takes nothing from an address that makes no sense", () => {
    expect(filterOf(new URLSearchParams("state=lost&from=yesterday&to=2026-4-1"))).toEqual(NONE);
  });

  test("asks for discarded jobs as well, until one state is chosen", () => {
    expect(asked(NONE).status?.split(",")).toContain("discarded");
    expect(asked({ ...NONE, state: "applied" })).toEqual({ status: "applying,applied" });
  });

  test("asks for the days as they are where the reader is, both included", () => {
    const { from = "", to = "" } = asked({ ...NONE, from: "2026-04-17", to: "2026-04-17" });
    expect(localDay(new Date(from))).toBe("2026-04-17");
    expect(Date.parse(to) - Date.parse(from)).toBe(24 * 60 * 60 * 1000 - 1);
  });
});

test("jobs stand by day in the order in which they come", () => {
  const jobs = ["2026-04-18", "2026-04-17", "2026-04-17"].map((invoice_date) => job({ invoice_date }));
  expect(byDay(jobs, invoiceDay).map(({ day, jobs: of }) => [day, of.length])).toEqual([
    ["2026-04-18", 1],
    ["2026-04-17", 2],
  ]);
});

describe("pages are followed", () => {
  const PAGES: Record<string, { entries: number[]; next?: string }> = {
    start: { entries: [1, 2], next: "b" },
    b: { entries: [], next: "c" },
    c: { entries: [3], next: "d" },
    d: { entries: [4, 5] },
  };
  const page = async (after = "start") => PAGES[after] ?? { entries: [] };

  test("past short and empty ones, until there is enough", async () => {
    expect(await gather(page, 3)).toEqual({ entries: [1, 2, 3], next: "d" });
  });

  test("from where the last portion ended, to the end", async () => {
    expect(await gather(page, 3, "d")).toEqual({ entries: [4, 5] });
    expect(await gather(page, Number.POSITIVE_INFINITY)).toEqual({ entries: [1, 2, 3, 4, 5] });
  });
});

describe("an event's detail", () => {
  test.each([
    ["failed", "SCANNED_NO_TEXT", { kind: "code", text: "SCANNED_NO_TEXT" }],
    ["review_saved", "2-9f86d0", { kind: "version", text: "2" }],
    ["reversed", "sent back", { kind: "reason", text: "sent back" }],
    ["read_again", "nordkontor", { kind: "vendor", text: "nordkontor" }],
    ["attempted_again", "exit status 137", { kind: "server", text: "exit status 137" }],
    ["from_tomorrow", "whatever", { kind: "server", text: "whatever" }],
  ])("of %s is told as what it is", (what, detail, told) => {
    expect(detailOf({ what, detail })).toEqual(told);
  });

  test("gives the saved versions, the newest first", () => {
    const saved = (seq: number, detail: string) => ({
      seq,
      at: `2026-04-17T10:0${seq}:00Z`,
      what: "review_saved",
      detail,
    });
    const events = [saved(1, "1-ab"), { seq: 2, at: "2026-04-17T10:02:00Z", what: "applied" }, saved(3, "2-cd")];
    expect(savedVersions(events).map(({ version }) => version)).toEqual(["2", "1"]);
  });
});

test.each(["en", "de"] as const)("the exported table runs nothing and keeps its figures: %s", async (each) => {
  await loadTexts(each);
  const [head = [], row = []] = historyTable([
    job({ name: "=cmd()", vendor_name: "@evil", grand_total: "-12.50", currency: "EUR", status: "discarded" }),
  ]);
  expect(head).toHaveLength(row.length);
  expect(row).toContain(texts.state.discarded);
  const file = csv([row], each);
  expect(file).toContain(each === "de" ? '"-12,50"' : '"-12.50"');
  expect(file).toContain(`"'=cmd()"`);
  expect(file).toContain(`"'@evil"`);
});
