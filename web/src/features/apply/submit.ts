/** One change of stock, carried to a known end: an answer, or a refusal. A lost answer is asked about, never guessed. */
import { ApiProblem } from "../../lib/http";

export interface Wire<Request, Answer> {
  send: (request: Request) => Promise<Answer>;
  /** The answer, when it can be had without sending; null when the server knows of none. */
  ask: () => Promise<Answer | null>;
  /** Resolves after so many milliseconds, or sooner when somebody is impatient. */
  pause: (ms: number) => Promise<void>;
  /** Told when the outcome has become unknown: because no answer came, or because the stock is fought over. */
  onUnknown: (why: Unknown) => void;
}

export type Unknown = "lost" | "busy";

const PAUSES = [1000, 2000, 5000];

/**
 * The answer. Throws the ApiProblem of a refusal, after which nothing was changed. As long as no answer comes, asks
 * for it and sends the very same request again: its id makes the server count it once.
 */
export async function submitOnce<Request, Answer>(
  request: Request,
  wire: Wire<Request, Answer>,
  outcomeUnknown = false,
): Promise<Answer> {
  let unknown = outcomeUnknown;
  for (let round = 0; ; round += 1) {
    try {
      const answer = unknown ? await asked(wire) : null;
      return answer ?? (await wire.send(request));
    } catch (error) {
      if (!isUnknown(error) && !(unknown && isPutOff(error))) throw error;
      unknown = true;
      wire.onUnknown(error.problem.code === "BUSY" ? "busy" : "lost");
      await wire.pause(PAUSES[Math.min(round, PAUSES.length - 1)] ?? 0);
    }
  }
}

/** The answer, or null when the server refuses to tell: then the request never arrived, or was refused. */
async function asked<Answer>(wire: Pick<Wire<never, Answer>, "ask">): Promise<Answer | null> {
  try {
    return await wire.ask();
  } catch (error) {
    if (isUnknown(error) || isPutOff(error)) throw error;
    return null;
  }
}

function isUnknown(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && error.outcomeUnknown;
}

/** After an answer that was lost it does not say that nothing was done. */
function isPutOff(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && error.putOff;
}
