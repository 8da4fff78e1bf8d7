import type { Language } from "../src/lib/language";
import { loadTexts } from "../src/texts";
import { loadGuide } from "../src/texts/guide";
import type { InvoiceLine, Job, ReadingFinding, ReviewInput } from "../src/types/contracts";

const HASH = "0".repeat(64);

export function job(change: Partial<Job> = {}): Job {
  return {
    job_id: "11111111-1111-4111-8111-111111111111",
    status: "parsed",
    attempt: 1,
    name: "bill.pdf",
    size: 1000,
    sha256: HASH,
    created_at: "2026-04-17T09:59:00Z",
    updated_at: "2026-04-17T09:59:00Z",
    review_version: 0,
    needs_review: false,
    ...change,
  };
}

export function review(change: Partial<ReviewInput> = {}): ReviewInput {
  return { reading_sha256: HASH, corrections: {}, lines: {}, confirmed: [], overrides: [], ...change };
}

export function line(change: Partial<InvoiceLine> = {}): InvoiceLine {
  return {
    line_id: "1",
    kind: "item",
    description: "Riesling",
    qty_shipped: "3",
    uom_raw: "Kt",
    line_total: "90.00",
    ...change,
  };
}

export function finding(change: Partial<ReadingFinding> = {}): ReadingFinding {
  return {
    code: "LINES_NET",
    severity: "error",
    message: "Lines do not add up.",
    line_ids: [],
    sources: [],
    ...change,
  };
}

/** All texts in this language. */
export async function speakIn(language: Language): Promise<void> {
  await loadTexts(language);
  await loadGuide();
}
