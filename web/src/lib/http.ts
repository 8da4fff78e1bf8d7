/** One request to the API: the parsed answer, or an ApiProblem that says what happened. Nothing else knows fetch. */

import { texts } from "../texts";
import type { Problem } from "../types/contracts";
import { connection } from "./connection";
import { correlated } from "./correlation";
import { bearer, withKey } from "./operatorKey";
import { admitted } from "./throttled";

/** What the API refused, or that no answer came (`status` 0): always with a code, a sentence and a hint. */
export class ApiProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = "ApiProblem";
    this.problem = problem;
  }

  /**
   * Whether the server may or may not have done what was asked: no answer, an answer from in between, or BUSY, after
   * which what has begun is finished by whoever comes next.
   */
  get outcomeUnknown(): boolean {
    return this.problem.status === 0 || this.problem.status >= 500;
  }

  /** Whether the server did not even begin, having too much to do: that says nothing of an earlier request. */
  get putOff(): boolean {
    return this.problem.status === 429;
  }
}

interface Call {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Whether doing it twice is as good as once; so is every GET. */
  repeatable?: boolean;
}

/** The answer's JSON, of the type the route is documented to have. */
export async function request<T>(path: string, call: Call = {}): Promise<T> {
  const base = await apiBase();
  const { method = "GET", repeatable = method === "GET", signal } = call;
  const once = (headers: Record<string, string>) =>
    send(base + path, { ...call, headers: { ...correlated(), ...call.headers, ...headers } });
  const answer = await admitted(() => withKey(once, call), { repeatable, ...(signal && { signal }) });
  const body = await readJson(answer);
  if (!answer.ok) throw new ApiProblem(asProblem(body, answer.status));
  return body as T;
}

/** Whether the API takes this key; only a clear refusal says that it does not. */
export async function takesKey(key: string): Promise<boolean> {
  const answer = await send(`${await apiBase()}/jobs?limit=1`, { headers: bearer(key) });
  return answer.status !== 401;
}

/** A stored file by its presigned link; the link itself says everything, no header of ours, and no key, is sent. */
export async function fetchStored(url: string, signal?: AbortSignal): Promise<Response> {
  const answer = await send(url, signal ? { signal } : {});
  if (!answer.ok)
    throw new ApiProblem(local("STORAGE_REFUSED", answer.status, texts.errors.storageRefused(answer.status)));
  return answer;
}

/** Whatever was thrown, as a problem that can be shown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiProblem) return error.problem;
  return local("PAGE_ERROR", 0, error instanceof Error ? error.message : String(error), texts.errors.reloadHint);
}

/** A problem that arose in the page itself. */
export function local(code: string, status: number, detail: string, hint: string = texts.errors.tryAgainHint): Problem {
  return { type: "about:blank", title: detail, status, detail, code, hint, retryable: true };
}

/** While the server does not answer, and the browser knows of no reason, it is asked now and then until it does. */
export function watchConnection(): void {
  let asking: ReturnType<typeof setInterval> | undefined;
  connection.subscribe(() => {
    if (connection.isThere()) clearInterval(asking);
    if (connection.isThere()) asking = undefined;
    else asking ??= setInterval(() => navigator.onLine && void send(CONFIG, {}).catch(() => {}), PROBE_MS);
  });
}

const CONFIG = "/config.json";
const PROBE_MS = 3000;

let config: Promise<{ api: string }> | null = null;

/** Where the API is; index.html has it fetched from the start, so a page that asks for nothing takes it, too. */
export async function apiBase(): Promise<string> {
  config ??= loadConfig().catch((error) => {
    config = null;
    throw error;
  });
  return (await config).api;
}

async function loadConfig(): Promise<{ api: string }> {
  const answer = await send(CONFIG, {});
  const body = await readJson(answer);
  if (!answer.ok || typeof (body as { api?: unknown } | null)?.api !== "string") {
    throw new ApiProblem(local("CONFIG_MISSING", answer.status, texts.errors.configMissing));
  }
  return body as { api: string };
}

async function send(url: string, { method = "GET", body, headers = {}, signal }: Call): Promise<Response> {
  const json: Record<string, string> = body === undefined ? {} : { "Content-Type": "application/json" };
  const init: RequestInit = { method, headers: { ...json, ...headers } };
  if (body !== undefined) init.body = JSON.stringify(body);
  if (signal) init.signal = signal;
  const asked = connection.asking();
  try {
    const answer = await fetch(url, init);
    connection.answered();
    return answer;
  } catch (error) {
    if (signal?.aborted) throw error;
    connection.lost(asked);
    throw new ApiProblem(local("UNREACHABLE", 0, texts.errors.unreachable));
  }
}

async function readJson(answer: Response): Promise<unknown> {
  try {
    return await answer.json();
  } catch {
    return null;
  }
}

function asProblem(body: unknown, status: number): Problem {
  if (body !== null && typeof body === "object" && "code" in body && "detail" in body) return body as Problem;
  if (status === 429) return local("THROTTLED", status, texts.errors.throttled, texts.errors.throttledHint);
  return local("UNEXPECTED_ANSWER", status, texts.errors.unexpectedAnswer(status));
}
