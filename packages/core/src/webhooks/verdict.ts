import type { EndpointAnswer } from "./sender.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long after each failed try the next one is made (Standard Webhooks, "Retry schedule"). */
export const retryDelaysMs = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour];

/** The longest wait that an endpoint may ask for. */
const maxAskedMs = 24 * hour;

/** What came of a try: an answer, or why there was none. */
export type Outcome = { answer: EndpointAnswer } | { error: string };

/** What a try's outcome means for its delivery. `isGone`: the endpoint wants no more at all. */
export type Verdict =
  | { status: "delivered" }
  | { status: "pending"; nextAt: Date }
  | { status: "failed"; isGone: boolean };

/** @param tried tries in this round, this one included */
export function verdictOf(outcome: Outcome, { tried, now }: { tried: number; now: Date }): Verdict {
  const status = "answer" in outcome ? outcome.answer.status : undefined;
  if (status !== undefined && status >= 200 && status < 300) return { status: "delivered" };
  const delayMs = retryDelaysMs[tried - 1];
  if (status === 410 || delayMs === undefined) return { status: "failed", isGone: status === 410 };
  const asked = "answer" in outcome && (status === 429 || status === 503) ? outcome.answer.retryAfter : undefined;
  const waitMs = Math.max(spread(delayMs), waitAsked(asked, now));
  return { status: "pending", nextAt: new Date(now.getTime() + waitMs) };
}

/** Up to a fifth later, so that what failed together does not come back together. */
const spread = (delayMs: number): number => delayMs * (1 + Math.random() / 5);

/** Seconds or a date (RFC 9110, 10.2.3); nothing for what is neither. */
function waitAsked(retryAfter: string | undefined, now: Date): number {
  if (retryAfter === undefined) return 0;
  const waitMs = /^\d{1,10}$/.test(retryAfter) ? Number(retryAfter) * second : Date.parse(retryAfter) - now.getTime();
  return Number.isNaN(waitMs) ? 0 : Math.min(Math.max(0, waitMs), maxAskedMs);
}
