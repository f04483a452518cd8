import type { Ctx } from "../ctx.ts";
import { inTransaction, type Work } from "../work.ts";

/**
 * Runs an effect once per key, whatever is killed when: the key is written in the effect's own transaction, so of two workers
 * that hold the same job one finds it done. Returns whether it ran now.
 */
export function once(
  ctx: Pick<Ctx, "db" | "jobs" | "signals">,
  key: string,
  effect: (work: Work) => Promise<void>,
): Promise<boolean> {
  return inTransaction(ctx, async (work) => {
    const isFirst = await work.tx.$executeRaw`INSERT INTO job_effects (key) VALUES (${key}) ON CONFLICT DO NOTHING`;
    if (isFirst > 0) await effect(work);
    return isFirst > 0;
  });
}
