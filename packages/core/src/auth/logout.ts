import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { inTransaction } from "../work.ts";

/** Ends the session that the call came with, and who acts from it; without one there is nothing to do. */
export async function logout(ctx: Ctx): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "user") return;
  await inTransaction(ctx, async ({ tx }) => {
    // An API key comes with none.
    if (!(await ctx.auth.sessions.revoke(tx, actor.session.publicId))) return;
    await ctx.auth.sessions.revokeActing(tx, actor.id);
    await audit(ctx, tx, { action: "session.ended", subjectId: actor.id });
  });
}
