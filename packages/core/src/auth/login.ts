import { AppError } from "@tenon/contract/app-error";
import type { Login } from "@tenon/contract/auth";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { asGuess, networkPays } from "../guesses.ts";
import { normalizeEmail } from "../users/email.ts";
import { inTransaction } from "../work.ts";
import { mailLock } from "./mail-lock.ts";
import { signInAs, type StartedSession } from "./sign-in.ts";

/** Whose password is tried; of an account that is there, from a device that it knows. */
type Tried = { account: string; device?: string | undefined; userId?: string | undefined };

/**
 * Failures count twice: for the network that they come from, whatever the account, and for the account, wherever from. Those from a
 * device that has signed in to the account before count for that device alone, and strangers' never for it.
 */
export async function login(ctx: Ctx, { email, password, mode }: Login): Promise<StartedSession> {
  const account = normalizeEmail(email);
  const user = await ctx.db.user.findUnique({
    where: { emailNormalized: account },
    select: { id: true, passwordHash: true, passwordChangedAt: true },
  });
  const device = ctx.auth.devices.known(ctx.device, user);
  const payer = device === undefined ? networkPays(ctx) : `device:${device}`;
  const userId = await asGuess(
    ctx,
    () => checkPassword(ctx, { account, device, userId: user?.id }, { stored: user?.passwordHash ?? null, password }),
    payer,
  );
  return signInAs(ctx, userId, { kind: mode, aal: 1, amr: ["pwd"] });
}

/** Known and unknown accounts cost the same time and count the same failures. */
async function checkPassword(
  ctx: Ctx,
  tried: Tried,
  { stored, password }: { stored: string | null; password: string },
): Promise<string> {
  const { account, device, userId } = tried;
  const { throttle, passwords } = ctx.auth;
  await throttle.reserve(account, device);
  const isRight = await passwords.verify(stored, password).catch(async (error: unknown) => {
    await throttle.refund(account, device);
    throw error;
  });
  if (userId === undefined || !isRight) {
    await noteFailure(ctx, tried);
    throw new AppError("INVALID_CREDENTIALS");
  }
  await throttle.clear(account, device);
  return userId;
}

/** The owner of an account that this failure has locked is told by a job, which looks whether there is one. */
export async function noteFailure(ctx: Ctx, { account, device, userId: subjectId }: Tried): Promise<void> {
  await inTransaction(ctx, async (work) => {
    const isLocked = await ctx.auth.throttle.fail(account, { db: work.tx, device });
    await audit(ctx, work.tx, { action: "session.refused", outcome: "failure", subjectId });
    if (!isLocked) return;
    await audit(ctx, work.tx, { action: "account.locked", subjectId, meta: { scope: device ? "device" : "account" } });
    if (device === undefined) work.enqueue(mailLock, { account });
  });
}
