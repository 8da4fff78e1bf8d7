import { afterEach, expect, test, vi } from "vitest";
import { askAhead, taken } from "../src/lib/ahead";

const now = () => Promise.reject(new Error("was asked for anew"));

/** A server that knows one job, read or not; every path that it was asked for. */
function serving(status: string, refused = "none"): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url.replace("/api", ""));
    if (url.endsWith(refused)) return Response.json({ code: "BUSY", detail: "" }, { status: 500 });
    const known = { api: "/api", job: { job_id: "a", status }, url: "/stored", version: 1 };
    return Response.json(known);
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

test("what an invoice's page needs is asked for ahead, once, and only once it is read", async () => {
  const asked = serving("parsed");
  askAhead("/invoices/a");
  expect(await taken("draft", "a", now)).toMatchObject({ version: 1 });
  expect(await taken("job", "a", now)).toMatchObject({ status: "parsed" });
  expect(asked.filter((path) => path.startsWith("/jobs"))).toEqual([
    "/jobs/a",
    "/jobs/a/draft",
    "/jobs/a/reading",
    "/jobs/a/source",
  ]);
  await expect(taken("draft", "a", now)).rejects.toThrow("anew");
});

test("a page that needs no invoice still takes what index.html had fetched: where the server is", async () => {
  vi.resetModules();
  const fresh = await import("../src/lib/ahead");
  const asked = serving("parsed");
  fresh.askAhead("/help");
  await vi.waitFor(() => expect(asked).toEqual(["/config.json"]));
});

test("of an invoice that is not read yet, or another one, nothing else is asked for", async () => {
  const asked = serving("running");
  askAhead("/invoices/a");
  await taken("job", "a", now);
  await expect(taken("draft", "a", now)).rejects.toThrow("anew");
  askAhead("/invoices/a");
  await expect(taken("job", "b", now)).rejects.toThrow("anew");
  askAhead("/history/a");
  expect(asked.filter((path) => path.startsWith("/jobs"))).toEqual(["/jobs/a", "/jobs/a"]);
});

test("an answer that failed is asked for anew by whoever needs it", async () => {
  serving("parsed", "/draft");
  askAhead("/invoices/a");
  await expect(taken("draft", "a", now)).rejects.toThrow("anew");
});
