import { AppError } from "@tenon/contract/app-error";
import type { Actor, Ctx, UserActor } from "@tenon/core/ctx";
import { networkOf } from "@tenon/core/network";
import type { Reply } from "./context.ts";

/** What a charge needs of a call, on any transport. */
export type Chargeable = Pick<Ctx, "client" | "limiter"> & { reply: Pick<Reply, "setHeader"> };

/**
 * Signing in counts apart, up to the same number, so that whoever shares an address that has spent its calls can still sign in; so do
 * refreshing and polling, up to more.
 */
export type BudgetName = "calls" | "sign-ins" | "token-calls";

/**
 * Counts a call against its caller's budget, one budget for all transports, and tells what is left of it
 * (draft-ietf-httpapi-ratelimit-headers). Throws RATE_LIMITED when nothing is.
 */
export async function charge(ctx: Chargeable, actor: Actor, name: BudgetName = "calls"): Promise<void> {
  const payer = actor.kind === "user" ? payerOf(actor) : `net:${networkOf(ctx.client.ip)}`;
  const key = name === "sign-ins" ? `${name}:${payer}` : payer;
  const limit = name === "token-calls" ? name : "calls";
  const { count, windowMs, left, resetMs, isSpent } = await ctx.limiter.spend(limit, key);
  const resetSeconds = Math.ceil(resetMs / 1000);
  ctx.reply.setHeader("ratelimit-policy", `"${name}";q=${count};w=${Math.ceil(windowMs / 1000)}`);
  ctx.reply.setHeader("ratelimit", `"${name}";r=${left};t=${resetSeconds}`);
  if (isSpent) throw new AppError("RATE_LIMITED", { retryAfter: Math.max(1, resetSeconds) });
}

/** Each API key has a budget of its own, so that a program that runs away leaves its owner theirs. */
const payerOf = ({ id, session }: UserActor): string =>
  session.kind === "api-key" ? `key:${session.publicId}` : `user:${id}`;

/** Who calls, charged for it. */
export async function chargeCaller(ctx: Chargeable, identify: () => Promise<Actor>): Promise<Actor> {
  const actor = await chargeRefusal(ctx, identify);
  await charge(ctx, actor);
  return actor;
}

/** Who calls, not charged yet. A token that does not hold is charged to the network that it came from. */
export async function chargeRefusal(ctx: Chargeable, identify: () => Promise<Actor>): Promise<Actor> {
  try {
    return await identify();
  } catch (refusal) {
    await charge(ctx, { kind: "anonymous" });
    throw refusal;
  }
}
