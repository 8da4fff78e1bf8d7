import { afterEach, beforeEach, expect, test, vi } from "vitest";

const RIGHT = "right-key";
const LINK = "https://bucket.test/raw/1?X-Amz-Signature=abc";

interface Sent {
  url: string;
  method: string;
  authorization: string | null;
  body: string | null;
}

let stored: Map<string, string>;
let sent: Sent[];
/** The key that the API takes. */
let taken: string;

beforeEach(() => {
  stored = new Map();
  sent = [];
  taken = RIGHT;
  vi.resetModules(); // a tab that was opened just now
  vi.stubGlobal("sessionStorage", {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => void stored.set(name, value),
    removeItem: (name: string) => void stored.delete(name),
  });
  vi.stubGlobal("localStorage", {
    setItem: () => expect.fail("nothing about the key outlives the tab"),
    getItem: () => null,
  });
  vi.stubGlobal("fetch", answer);
});
afterEach(() => vi.unstubAllGlobals());

/** Storage, and an API that asks for the key. */
async function answer(url: string, { method = "GET", headers, body }: RequestInit): Promise<Response> {
  if (url === "/config.json") return Response.json({ api: "/api" });
  const authorization = new Headers(headers).get("Authorization");
  sent.push({ url, method, authorization, body: (body as string) ?? null });
  if (url === LINK) return new Response("%PDF");
  if (authorization !== `Bearer ${taken}`) return Response.json(PROBLEM, { status: 401 });
  return Response.json({ url: LINK, item: { item: "A" }, said: url });
}

const PROBLEM = { code: "UNAUTHORIZED", detail: "The operator key is missing or wrong.", status: 401 };

/** The page's modules as a fresh tab loads them. */
async function tab() {
  const [{ api }, http, { operatorKey, isSendable }] = await Promise.all([
    import("../src/lib/api"),
    import("../src/lib/http"),
    import("../src/lib/operatorKey"),
  ]);
  const asked = vi.fn();
  operatorKey.subscribe(() => operatorKey.isAsked() && asked());
  return { api, http, operatorKey, isSendable, asked, isAsked: () => vi.waitUntil(operatorKey.isAsked) };
}

test("requests that are refused wait for the key, which is asked for once, and go on with it", async () => {
  const { api, operatorKey, asked, isAsked } = await tab();
  const answers = Promise.all([api.stats(), api.vendors(), api.item("A")]);
  await isAsked();
  const later = api.items("");
  operatorKey.enter(RIGHT);
  expect(await answers).toHaveLength(3);
  expect(await later).toBeDefined();
  expect(asked).toHaveBeenCalledOnce();
  expect(operatorKey.isAsked()).toBe(false);
});

test("what was typed is sent again as it was", async () => {
  const { api, operatorKey, isAsked } = await tab();
  const body = { name: "Bolt", unit: "EA", scale: 0 };
  const changed = api.changeItem("A", body);
  await isAsked();
  operatorKey.enter(RIGHT);
  await changed;
  expect(sent.map(({ method, body }) => [method, body])).toEqual(Array(2).fill(["PUT", JSON.stringify(body)]));
});

test("the key is kept for the tab, and a page that is loaded anew does not ask", async () => {
  const { operatorKey } = await tab();
  operatorKey.enter(RIGHT);
  expect([...stored.values()]).toEqual([RIGHT]);
  vi.resetModules();
  const again = await tab();
  await again.api.stats();
  expect(again.asked).not.toHaveBeenCalled();
  expect(sent.map(({ authorization }) => authorization)).toEqual([`Bearer ${RIGHT}`]);
});

test("a key that was replaced is asked for anew, once, and a slow answer to the old one is no reason to ask", async () => {
  stored.set("operator-key", "old-key");
  const { api, operatorKey, asked, isAsked } = await tab();
  const answers = Promise.all([api.stats(), api.vendors()]);
  await isAsked();
  operatorKey.enter(RIGHT);
  await answers;
  expect(asked).toHaveBeenCalledOnce();
});

test("a wrong key is told from the right one before anybody is sent on with it", async () => {
  const { http } = await tab();
  expect(await http.takesKey("wrong-key")).toBe(false);
  expect(await http.takesKey(RIGHT)).toBe(true);
});

test("a request that nobody wants any more does not wait", async () => {
  const { api, operatorKey, isAsked } = await tab();
  const aborting = new AbortController();
  const gone = api.items("", aborting.signal);
  await isAsked();
  aborting.abort(new Error("left the page"));
  await expect(gone).rejects.toThrow("left the page");
  expect(operatorKey.isAsked()).toBe(true);
});

test("storage never sees the key, and no address holds it", async () => {
  const { api, operatorKey } = await tab();
  operatorKey.enter(RIGHT);
  await api.source("job");
  expect(sent.find(({ url }) => url === LINK)?.authorization).toBeNull();
  expect(sent.filter(({ url }) => url.includes(RIGHT))).toEqual([]);
});

test("a forgotten key is gone from the tab", async () => {
  const { operatorKey } = await tab();
  operatorKey.enter(RIGHT);
  operatorKey.forget();
  expect([...stored.values()]).toEqual([]);
  expect(operatorKey.isKnown()).toBe(false);
});

test("a browser that refuses storage asks again only when the page is loaded anew", async () => {
  vi.stubGlobal("sessionStorage", undefined);
  const { api, operatorKey, asked } = await tab();
  operatorKey.enter(RIGHT);
  await api.stats();
  expect(asked).not.toHaveBeenCalled();
});

test.each(["", "two words", "schlüssel", "ключ", "a\nb"])(
  "%j cannot be a key: no header can carry it",
  async (text) => {
    const { isSendable } = await tab();
    expect(isSendable(text)).toBe(false);
  },
);
