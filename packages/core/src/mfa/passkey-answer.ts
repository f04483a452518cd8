import { AppError } from "@tenon/contract/app-error";
import type { PasskeyAnswer, PasskeyRequestOptions } from "@tenon/contract/second-factors";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { inTransaction } from "../work.ts";
import { tellFactorChange } from "./notice.ts";

const invalid = () => new AppError("PASSKEY_INVALID");

/** A challenge that any passkey may answer: whose it is, the answer tells. */
export async function passkeyOptions(ctx: Ctx): Promise<PasskeyRequestOptions> {
  const challenge = await ctx.auth.oneTimeTokens.issue(ctx.db, { kind: "webauthn" });
  return ctx.auth.passkeys.requestOptions(challenge);
}

/**
 * Whose passkey has answered a challenge of ours, which works for that once. Throws PASSKEY_INVALID.
 * @param owner.of whose it has to be
 */
export async function takePasskey(ctx: Ctx, answer: PasskeyAnswer, owner: { of?: string } = {}): Promise<string> {
  const { oneTimeTokens, passkeys } = ctx.auth;
  const challenge = passkeys.challengeOf(answer);
  if (challenge === null) throw invalid();
  const redeemed = await oneTimeTokens.redeem(ctx.db, { kind: "webauthn", token: challenge });
  // One that has a user was made for adding a passkey.
  if (!redeemed || redeemed.userId !== null) throw invalid();

  const passkey = await ctx.db.passkey.findUnique({ where: { credentialId: answer.id } });
  if (!passkey || (owner.of !== undefined && passkey.userId !== owner.of)) throw invalid();
  const { id, userId } = passkey;
  const { userHandle } = answer.response;
  if (userHandle && userHandle !== passkeys.handleOf(userId)) throw invalid();
  const signed = await passkeys.verifyAnswer(answer, challenge, passkey.publicKey);
  if (!signed) {
    const action = owner.of === undefined ? "session.refused" : "second-factor.refused";
    await audit(ctx, ctx.db, { action, outcome: "failure", subjectId: userId, target: { type: "passkey", id } });
    throw invalid();
  }

  const { counter, backedUp } = signed;
  const isNext = counter === 0 ? { counter: 0 } : { counter: { lt: counter } };
  const { count } = await ctx.db.passkey.updateMany({
    where: { id, ...isNext },
    data: { counter, backedUp, lastUsedAt: ctx.now() },
  });
  if (count === 1) return userId;
  await inTransaction(ctx, (work) =>
    tellFactorChange(ctx, work, {
      userId,
      action: "passkey.copied",
      outcome: "failure",
      target: { type: "passkey", id },
      mail: { kind: "passkey-copied" },
    }),
  );
  throw invalid();
}
