import { AppError } from "@tenon/contract/app-error";
import type { SessionId, SessionInfos } from "@tenon/contract/sessions";
import { assertOwner } from "./access.ts";
import { audit } from "./audit.ts";
import type { UserCtx } from "./ctx.ts";
import { inTransaction } from "./work.ts";

/** One's own sessions, the last seen first, and those of administrators who act as one. */
export async function listSessions({ auth, actor }: UserCtx): Promise<SessionInfos> {
  const entries = await auth.sessions.list(actor.id);
  const items = entries.map(({ publicId, aal, ...entry }) => ({
    ...entry,
    id: publicId,
    current: publicId === actor.session.publicId,
    secondFactor: aal === 2,
  }));
  return { items };
}

/**
 * Ends one of one's own sessions; the current one too. An administrator's takes along all in which they act as others, for it may have
 * begun them. Throws SESSION_NOT_FOUND or IMPERSONATION_DENIED.
 */
export async function revokeSession(ctx: UserCtx, { id }: SessionId): Promise<void> {
  const { actor, auth } = ctx;
  assertOwner(actor);
  await inTransaction(ctx, async ({ tx }) => {
    if (!(await auth.sessions.revoke(tx, id, { userId: actor.id }))) throw new AppError("SESSION_NOT_FOUND");
    await auth.sessions.revokeActing(tx, actor.id);
    await audit(ctx, tx, { action: "session.ended", subjectId: actor.id, target: { type: "session", id } });
  });
}

/** Ends all of one's own sessions but the current one, and a change of address that one of them may have asked for. */
export async function revokeOtherSessions(ctx: UserCtx): Promise<void> {
  const { actor, auth } = ctx;
  await inTransaction(ctx, async ({ tx }) => {
    await auth.sessions.revokeUser(tx, actor.id, { except: actor.session.publicId });
    await auth.oneTimeTokens.discard(tx, { userId: actor.id, kinds: ["change_email"] });
    await audit(ctx, tx, { action: "session.others-ended", subjectId: actor.id });
  });
}
