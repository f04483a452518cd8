import { isIPv6 } from "node:net";
import { AppError } from "@tenon/contract/app-error";
import type { Actor, Ctx } from "@tenon/core/ctx";
import type { Reply, RequestCtx } from "./context.ts";

/** What a charge needs of a call, on any transport. */
export type Chargeable = Pick<Ctx, "client" | "limiter"> & { reply: Pick<Reply, "setHeader"> };

/**
 * Counts a call against its caller's budget, one budget for all transports, and tells what is left of it
 * (draft-ietf-httpapi-ratelimit-headers). Throws RATE_LIMITED when nothing is.
 */
export async function charge(ctx: Chargeable, actor: Actor): Promise<void> {
  const key = actor.kind === "user" ? `user:${actor.id}` : `net:${networkOf(ctx.client.ip)}`;
  const { count, windowMs, left, resetMs, isSpent } = await ctx.limiter.spend("calls", key);
  const resetSeconds = Math.ceil(resetMs / 1000);
  ctx.reply.setHeader("ratelimit-policy", `"calls";q=${count};w=${Math.ceil(windowMs / 1000)}`);
  ctx.reply.setHeader("ratelimit", `"calls";r=${left};t=${resetSeconds}`);
  if (isSpent) throw new AppError("RATE_LIMITED", { retryAfter: Math.max(1, resetSeconds) });
}

/** Who calls, charged for it. A token that does not hold is charged to the network that it came from. */
export async function identifyCharged(ctx: RequestCtx): Promise<Actor> {
  const actor = await ctx.caller.identify().catch(async (refusal: unknown) => {
    await charge(ctx, { kind: "anonymous" });
    throw refusal;
  });
  await charge(ctx, actor);
  return actor;
}

/** An IPv4 address, or the /64 that an IPv6 address is in: one customer has all of its addresses. */
export function networkOf(ip = "unknown"): string {
  if (!isIPv6(ip)) return ip;
  const [head = [], tail] = ip.replace(/%.*/, "").split("::").map(groupsOf);
  const zeros = tail === undefined ? 0 : 8 - head.length - tail.length;
  const groups = [...head, ...Array.from({ length: zeros }, () => "0"), ...(tail ?? [])];
  return `${groups.slice(0, 4).join(":")}::/64`;
}

/** An IPv4 address at the end stands for two groups. */
const groupsOf = (text: string): string[] =>
  text
    .split(":")
    .filter(Boolean)
    .flatMap((group) => (group.includes(".") ? [group, group] : [Number.parseInt(group, 16).toString(16)]));
