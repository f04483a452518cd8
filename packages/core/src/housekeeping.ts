import type { Ctx } from "./ctx.ts";
import { sweepIdempotency } from "./idempotency.ts";
import { publishDuePosts, purgeBin } from "./posts.ts";

/** What has to happen without anybody asking: due posts go out; what has expired goes. Safe on all nodes at once. */
export async function keepHouse(ctx: Pick<Ctx, "db" | "now" | "auth" | "log">): Promise<void> {
  const published = await publishDuePosts(ctx);
  const purged = await purgeBin(ctx);
  await ctx.auth.sessions.sweep();
  await ctx.auth.throttle.sweep();
  await sweepIdempotency(ctx);
  if (published + purged > 0) ctx.log.info({ published, purged }, "housekeeping");
}
