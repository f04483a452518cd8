import { AppError } from "@tenon/contract/app-error";
import type { PasskeyAdded } from "@tenon/contract/auth";
import type {
  Passkey,
  PasskeyAdd,
  PasskeyCreationOptions,
  PasskeyId,
  PasskeyList,
  PasskeyRename,
} from "@tenon/contract/second-factors";
import { found } from "../access.ts";
import { audit } from "../audit.ts";
import { signInMethods } from "../auth/methods.ts";
import type { UserCtx } from "../ctx.ts";
import { inTransaction } from "../work.ts";
import { enrol, type Enrolled } from "./enrol.ts";
import { lockSecondFactors } from "./factors.ts";
import { tellFactorChange } from "./notice.ts";
import { assertMayChange, assertMayLose, discardCodesWithoutFactor } from "./rules.ts";

const maxPasskeys = 20;

const columns = { id: true, name: true, backedUp: true, transports: true, createdAt: true, lastUsedAt: true } as const;

/** One's own, the oldest first. */
export async function listPasskeys({ db, actor }: UserCtx): Promise<PasskeyList> {
  const items = await db.passkey.findMany({ where: { userId: actor.id }, select: columns, orderBy: { id: "asc" } });
  return { items };
}

/** What a browser needs to make one, with a challenge that works once and for this user alone. */
export async function newPasskeyOptions(ctx: UserCtx): Promise<PasskeyCreationOptions> {
  const { id: userId } = ctx.actor;
  const user = found(await ctx.db.user.findUnique({ where: { id: userId } }), "UNAUTHENTICATED");
  const known = await ctx.db.passkey.findMany({ where: { userId }, select: { credentialId: true, transports: true } });
  if (known.length >= maxPasskeys) throw new AppError("PASSKEY_LIMIT");
  const challenge = await ctx.auth.oneTimeTokens.issue(ctx.db, { kind: "webauthn", userId });
  const owner = { id: userId, name: user.email, displayName: user.name };
  return ctx.auth.passkeys.creationOptions(challenge, owner, known);
}

/** Keeps a passkey that has answered such a challenge. Throws PASSKEY_INVALID, PASSKEY_LIMIT. */
export async function addPasskey(ctx: UserCtx, { name, passkey }: PasskeyAdd): Promise<Enrolled<PasskeyAdded>> {
  const { id: userId } = ctx.actor;
  const { oneTimeTokens, passkeys } = ctx.auth;
  const challenge = passkeys.challengeOf(passkey);
  const redeemed = challenge && (await oneTimeTokens.redeem(ctx.db, { kind: "webauthn", token: challenge }));
  if (!redeemed || redeemed.userId !== userId) throw new AppError("PASSKEY_INVALID");
  const made = await passkeys.verifyCreated(passkey, challenge);
  if (!made) throw new AppError("PASSKEY_INVALID");

  return enrol(ctx, { method: "hwk", revokeOthers: false }, async (work) => {
    const { tx } = work;
    if ((await tx.passkey.count({ where: { userId } })) >= maxPasskeys) throw new AppError("PASSKEY_LIMIT");
    const transports = passkey.response.transports ?? [];
    // Of two users, or twice: whoever knows one's public key could otherwise claim it.
    const { count } = await tx.passkey.createMany({
      data: { ...made, userId, name, transports },
      skipDuplicates: true,
    });
    if (count === 0) throw new AppError("PASSKEY_INVALID");
    const added: Passkey = await tx.passkey.findUniqueOrThrow({
      where: { credentialId: made.credentialId },
      select: columns,
    });
    const target = { type: "passkey", id: added.id };
    await tellFactorChange(ctx, work, { userId, action: "passkey.added", target, mail: { kind: "passkey-added" } });
    return { passkey: added };
  });
}

export async function renamePasskey(ctx: UserCtx, { id, name }: PasskeyRename): Promise<Passkey> {
  return inTransaction(ctx, async ({ tx }) => {
    const [renamed] = await tx.passkey.updateManyAndReturn({
      where: { id, userId: ctx.actor.id },
      data: { name },
      select: columns,
    });
    const target = { type: "passkey", id };
    if (renamed) await audit(ctx, tx, { action: "passkey.renamed", subjectId: ctx.actor.id, target });
    return found(renamed, "PASSKEY_NOT_FOUND");
  });
}

/** Throws LAST_METHOD for the last way to sign in, or the last factor of an account that must have one. */
export async function removePasskey(ctx: UserCtx, { id }: PasskeyId): Promise<void> {
  const { id: userId } = ctx.actor;
  await inTransaction(ctx, async (work) => {
    const { tx } = work;
    const factors = await lockSecondFactors(tx, userId);
    assertMayChange(ctx, factors);
    const { count } = await tx.passkey.deleteMany({ where: { id, userId } });
    if (count === 0) throw new AppError("PASSKEY_NOT_FOUND");
    assertMayLose(ctx, { ...factors, passkeys: factors.passkeys - 1 });
    if ((await signInMethods(tx, userId)).length === 0) throw new AppError("LAST_METHOD");
    await discardCodesWithoutFactor(tx, userId);
    const target = { type: "passkey", id };
    await tellFactorChange(ctx, work, { userId, action: "passkey.removed", target, mail: { kind: "passkey-removed" } });
  });
}
