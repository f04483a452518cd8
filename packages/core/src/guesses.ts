import { AppError } from "@tenon/contract/app-error";
import type { Reason } from "@tenon/contract/errors";
import type { Ctx } from "./ctx.ts";
import type { Limiter } from "./limits.ts";
import { networkOf } from "./network.ts";

/** The calls of one payer that show a credential at this moment. */
type Counter = { underWay: Set<Promise<unknown>>; turn: Promise<unknown>; waiting: number };

const counters = new WeakMap<Limiter, Map<string, Counter>>();

/** Who pays for a guess, as a rule. */
export const networkPays = ({ client }: Pick<Ctx, "client">): string => `net:${networkOf(client.ip)}`;

/**
 * Runs a call that shows a credential. Who pays does so before anybody looks, and is paid back unless the credential was wrong, so
 * that parallel guesses cannot slip through together. Throws TOO_MANY_ATTEMPTS when they have nothing left.
 */
export async function asGuess<T>(
  { limiter, client }: Pick<Ctx, "limiter" | "client">,
  run: () => Promise<T>,
  key: string = networkPays({ client }),
): Promise<T> {
  const networks = counters.get(limiter) ?? new Map<string, Counter>();
  counters.set(limiter, networks);
  const counter = networks.get(key) ?? { underWay: new Set(), turn: Promise.resolve(), waiting: 0 };
  networks.set(key, counter);

  counter.waiting += 1;
  const admitted = counter.turn.then(() => admit(limiter, { key, counter }));
  counter.turn = admitted.catch(() => {});
  try {
    await admitted;
    const guess = payBack(run(), () => limiter.refund("credentials", key));
    const settled: Promise<unknown> = guess.catch(() => {}).then(() => counter.underWay.delete(settled));
    counter.underWay.add(settled);
    return await guess;
  } finally {
    counter.waiting -= 1;
    if (counter.waiting === 0) networks.delete(key);
  }
}

/** One after the other. Those under way may be right and give back what they have taken: it is their end that decides. */
async function admit(limiter: Limiter, { key, counter }: { key: string; counter: Counter }): Promise<void> {
  for (;;) {
    const { isSpent, resetMs } = await limiter.spend("credentials", key);
    if (!isSpent) return;
    await limiter.refund("credentials", key);
    if (counter.underWay.size === 0)
      throw new AppError("TOO_MANY_ATTEMPTS", { retryAfter: Math.max(1, Math.ceil(resetMs / 1000)) });
    await Promise.race(counter.underWay);
  }
}

/** What somebody who guesses is told. */
const wrong = new Set<Reason>(["INVALID_CREDENTIALS", "MFA_CODE_INVALID", "PASSKEY_INVALID"]);

async function payBack<T>(guess: Promise<T>, refund: () => Promise<void>): Promise<T> {
  try {
    const value = await guess;
    await refund();
    return value;
  } catch (error) {
    if (!(error instanceof AppError) || !wrong.has(error.reason)) await refund();
    throw error;
  }
}
