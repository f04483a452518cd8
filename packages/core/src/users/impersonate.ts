import { AppError } from "@tenon/contract/app-error";
import { rolePermissions } from "@tenon/contract/permissions";
import type { UserId } from "@tenon/contract/users";
import { found } from "../access.ts";
import { audit } from "../audit.ts";
import { signedIn, type StartedSession } from "../auth/sign-in.ts";
import type { UserCtx } from "../ctx.ts";
import { inTransaction } from "../work.ts";

/**
 * Starts a session of one hour as somebody else, as a bearer token: the administrator's own session stays.
 * Never as oneself, never upward, never from within an impersonation.
 */
export async function impersonateUser(ctx: UserCtx, { id }: UserId): Promise<StartedSession> {
  if (ctx.actor.session.actorId !== null) throw new AppError("IMPERSONATION_DENIED");
  const user = found(
    await ctx.db.user.findUnique({ where: { id, deletionAt: null }, select: { id: true, role: true, status: true } }),
    "USER_NOT_FOUND",
  );
  if (user.status !== "active") throw new AppError("ACCOUNT_DISABLED");

  const isUpward = [...rolePermissions[user.role]].some((permission) => !ctx.actor.permissions.has(permission));
  if (user.id === ctx.actor.id || user.role === "admin" || isUpward) throw new AppError("IMPERSONATION_DENIED");

  const { aal, amr } = ctx.actor.session;
  const started = await inTransaction(ctx, async ({ tx }) => {
    const origin = { ...ctx.client, kind: "impersonation", actorId: ctx.actor.id, aal, amr } as const;
    const session = await ctx.auth.sessions.start(tx, id, origin);
    await audit(ctx, tx, { action: "impersonation.started", subjectId: id });
    return session;
  });
  ctx.log.warn({ actorId: ctx.actor.id, subjectId: id, session: started.session.publicId }, "impersonation started");
  return signedIn(ctx, started);
}
