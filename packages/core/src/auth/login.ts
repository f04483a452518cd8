import { AppError } from "@tenon/contract/app-error";
import type { Login } from "@tenon/contract/auth";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { asGuess, networkPays } from "../guesses.ts";
import { normalizeEmail } from "../users/email.ts";
import { inTransaction } from "../work.ts";
import { mailLock } from "./mail-lock.ts";
import { signInAs, type StartedSession } from "./sign-in.ts";

/** Whose password is tried; the device, where the account knows it. */
type Tried = { account: string; device?: string | undefined; userId?: string | undefined };

/**
 * Failures count twice: for the network that they come from, whatever the account, and for the account, wherever from. Those from a
 * device that has signed in to the account before count for that device alone, and strangers' never for it.
 */
export async function login(ctx: Ctx, { email, password, mode }: Login): Promise<StartedSession> {
  const account = normalizeEmail(email);
  const device = ctx.device === undefined ? undefined : await knownDevice(ctx, account);
  const payer = device === undefined ? networkPays(ctx) : `device:${device}`;
  const check = () => ctx.auth.admit(() => checkPassword(ctx, { account, device }, password));
  const userId = await asGuess(ctx, check, payer);
  return signInAs(ctx, userId, { kind: mode, aal: 1, amr: ["pwd"] });
}

async function knownDevice({ db, auth, device }: Ctx, account: string): Promise<string | undefined> {
  const where = { emailNormalized: account };
  const user = await db.user.findUnique({ where, select: { id: true, passwordChangedAt: true } });
  return auth.devices.known(device, user);
}

/** Known and unknown accounts cost the same time and count the same failures. */
async function checkPassword(ctx: Ctx, { account, device }: Tried, password: string): Promise<string> {
  const { throttle, passwords } = ctx.auth;
  await throttle.reserve(account, device);
  const user = await ctx.db.user.findUnique({
    where: { emailNormalized: account },
    select: { id: true, passwordHash: true },
  });
  const isRight = await passwords.verify(user?.passwordHash ?? null, password).catch(async (error: unknown) => {
    await throttle.refund(account, device);
    throw error;
  });
  if (!user || !isRight) {
    await noteFailure(ctx, { account, device, userId: user?.id });
    throw new AppError("INVALID_CREDENTIALS");
  }
  await throttle.clear(account, device);
  return user.id;
}

/** The owner of an account that this failure has locked is told by a job, which looks whether there is one. */
async function noteFailure(ctx: Ctx, { account, device, userId: subjectId }: Tried): Promise<void> {
  await inTransaction(ctx, async (work) => {
    const isLocked = await ctx.auth.throttle.fail(account, { db: work.tx, device });
    await audit(ctx, work.tx, { action: "session.refused", outcome: "failure", subjectId });
    if (!isLocked) return;
    await audit(ctx, work.tx, { action: "account.locked", subjectId, meta: { scope: device ? "device" : "account" } });
    if (device === undefined) work.enqueue(mailLock, { account });
  });
}
