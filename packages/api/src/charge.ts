import type { Actor, Ctx, UserActor } from "@tenon/core/ctx";
import { assertLeft, type Budget, type LimitName } from "@tenon/core/limits";
import { networkOf } from "@tenon/core/network";
import type { Reply } from "./context.ts";

/** What a charge needs of a call, on any transport. */
export type Chargeable = Pick<Ctx, "client" | "limiter"> & { reply: Pick<Reply, "setHeader"> };

/**
 * Signing in counts apart, up to the same number, so that whoever shares an address that has spent its calls can still sign in; so do
 * refreshing and polling, up to more.
 */
export type BudgetName = "calls" | "sign-ins" | "token-calls";

const networkKey = ({ client }: Chargeable): string => `net:${networkOf(client.ip)}`;

/**
 * Counts a call against its caller's budget, one budget for all transports, and tells what is left of it
 * (draft-ietf-httpapi-ratelimit-headers). Throws RATE_LIMITED when nothing is.
 */
export async function charge(ctx: Chargeable, actor: Actor, name: BudgetName = "calls"): Promise<void> {
  const payer = actor.kind === "user" ? payerOf(actor) : networkKey(ctx);
  const key = name === "sign-ins" ? `${name}:${payer}` : payer;
  const limit = name === "token-calls" ? name : "calls";
  tell(ctx, name, await ctx.limiter.spend(limit, key));
}

/** Counts a call against a limit of its own, besides its caller's budget, and tells what its network has left of it. */
export async function chargeNetwork(ctx: Chargeable, name: Exclude<LimitName, "calls" | "credentials">): Promise<void> {
  tell(ctx, name, await ctx.limiter.spend(name, networkKey(ctx)));
}

/** The budgets that a reply tells of, by name: a batch has many calls, and a call may have several. */
const told = new WeakMap<Chargeable["reply"], Map<string, Budget>>();

function tell({ reply }: Chargeable, name: string, budget: Budget): void {
  const budgets = told.get(reply) ?? new Map<string, Budget>();
  told.set(reply, budgets.set(name, budget));
  const all = [...budgets];
  const policies = all.map(([of, { count, windowMs }]) => `"${of}";q=${count};w=${Math.ceil(windowMs / 1000)}`);
  const lefts = all.map(([of, { left, resetMs }]) => `"${of}";r=${left};t=${Math.ceil(resetMs / 1000)}`);
  reply.setHeader("ratelimit-policy", policies.join(", "));
  reply.setHeader("ratelimit", lefts.join(", "));
  assertLeft(budget);
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
