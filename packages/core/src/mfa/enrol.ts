import type { AuthMethod, Session } from "@tenon/auth";
import { found } from "../access.ts";
import type { UserCtx } from "../ctx.ts";
import { inTransaction, type Work } from "../work.ts";
import { lockSecondFactors, readSecondFactors } from "./factors.ts";
import { makeRecoveryCodes, storeRecoveryCodes } from "./recovery-codes.ts";
import { assertMayChange } from "./rules.ts";

/** What is told, beside the session's new token that only its transport may see. */
export type Enrolled<Output> = { output: Output; token: string; session: Session };

type Enrolment = { method: AuthMethod; revokeOthers: boolean };
type Told = { token: string | null; expiresAt: Date; recoveryCodes: string[] | null };

/**
 * Adds a factor that was just shown: the session has seen it from then on, and gets a new token. An account without recovery codes
 * gets ten.
 */
export async function enrol<Added extends object>(
  ctx: UserCtx,
  { method, revokeOthers }: Enrolment,
  add: (work: Work) => Promise<Added>,
): Promise<Enrolled<Added & Told>> {
  const { id, session: present } = ctx.actor;
  // Hashed beforehand: the user's row is locked in the transaction.
  const { recoveryCodes: left } = await readSecondFactors(ctx.db, id);
  const set = left === 0 ? await makeRecoveryCodes(ctx) : null;

  return inTransaction(ctx, async (work) => {
    const { tx } = work;
    assertMayChange(ctx, await lockSecondFactors(tx, id));
    const added = await add(work);
    if (set) await storeRecoveryCodes(tx, id, set.hashes);
    if (revokeOthers) await ctx.auth.sessions.revokeUser(tx, id, { except: present.publicId });
    const { token, session } = found(
      await ctx.auth.sessions.reissue(tx, present.publicId, { aal: 2, amr: [method] }),
      "UNAUTHENTICATED",
    );
    const told = { token: session.kind === "cookie" ? null : token, expiresAt: session.expiresAt };
    return { output: { ...added, ...told, recoveryCodes: set?.codes ?? null }, token, session };
  });
}
