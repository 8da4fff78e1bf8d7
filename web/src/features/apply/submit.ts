/** One apply, carried to a known end: a receipt, or a refusal. A lost answer is asked about, never guessed. */
import { ApiProblem } from "../../lib/http";
import type { ApplyRequest, Receipt } from "../../types/contracts";

export interface Wire {
  send: (request: ApplyRequest) => Promise<Receipt>;
  receipt: () => Promise<Receipt>;
  /** Resolves after so many milliseconds, or sooner when somebody is impatient. */
  pause: (ms: number) => Promise<void>;
  /** Told when the outcome has become unknown. */
  onUnknown: () => void;
}

const PAUSES = [1000, 2000, 5000];

/**
 * The receipt. Throws the ApiProblem of a refusal, after which nothing was changed. As long as no answer comes, asks
 * for the receipt and sends the very same request again: its apply_id makes the server count it once.
 */
export async function submitApply(request: ApplyRequest, wire: Wire, outcomeUnknown = false): Promise<Receipt> {
  let unknown = outcomeUnknown;
  for (let round = 0; ; round += 1) {
    try {
      const receipt = unknown ? await askReceipt(wire) : null;
      return receipt ?? (await wire.send(request));
    } catch (error) {
      if (!isUnknown(error)) throw error;
      unknown = true;
      wire.onUnknown();
      await wire.pause(PAUSES[Math.min(round, PAUSES.length - 1)] ?? 0);
    }
  }
}

/** The receipt, or null when the server knows none: then the request never arrived, or was refused. */
async function askReceipt(wire: Wire): Promise<Receipt | null> {
  try {
    return await wire.receipt();
  } catch (error) {
    if (isUnknown(error)) throw error;
    return null;
  }
}

function isUnknown(error: unknown): boolean {
  return error instanceof ApiProblem && error.outcomeUnknown;
}
