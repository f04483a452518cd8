import { AppError } from "@tenon/contract/app-error";
import type { AuditAction } from "@tenon/contract/audit";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { inTransaction } from "../work.ts";
import { mailLock } from "./mail-lock.ts";

export type PasswordGuess = {
  /** The account's normalised address. */
  account: string;
  /** Where the account knows it; failures then count for it alone. */
  device?: string | undefined;
  /** What is said to be its password. */
  password: string;
  /** What a failure is noted as. @default "session.refused" */
  refusal?: AuditAction;
  /** What a failure is told as, to whoever gave no address. */
  message?: string;
};

/** Whose password it was, with the hash that it was compared with. */
export type Proven = { id: string; email: string; username: string; name: string; passwordHash: string | null };

/**
 * Who it is, when the password is right; the try that it took is then still taken, for the caller to give back or to clear. Known
 * and unknown accounts cost the same time and count the same failures. Throws INVALID_CREDENTIALS, TOO_MANY_ATTEMPTS.
 */
export async function guessPassword(ctx: Ctx, guess: PasswordGuess): Promise<Proven> {
  const { account, device, password } = guess;
  const { throttle, passwords } = ctx.auth;
  await throttle.reserve(account, device);
  const user = await ctx.db.user.findUnique({
    where: { emailNormalized: account },
    select: { id: true, email: true, username: true, name: true, passwordHash: true },
  });

  const isRight = await passwords.verify(user?.passwordHash ?? null, password).catch(async (error: unknown) => {
    await throttle.refund(account, device);
    throw error;
  });
  if (user && isRight) return user;
  await noteFailure(ctx, guess, user?.id);
  throw new AppError("INVALID_CREDENTIALS", guess.message === undefined ? {} : { message: guess.message });
}

/** The owner of an account that this failure has locked is told by a job, which looks whether there is one. */
async function noteFailure(
  ctx: Ctx,
  { account, device, refusal = "session.refused" }: PasswordGuess,
  subjectId: string | undefined,
): Promise<void> {
  await inTransaction(ctx, async (work) => {
    const isLocked = await ctx.auth.throttle.fail(account, { db: work.tx, device });
    await audit(ctx, work.tx, { action: refusal, outcome: "failure", subjectId });
    if (!isLocked) return;
    await audit(ctx, work.tx, { action: "account.locked", subjectId, meta: { scope: device ? "device" : "account" } });
    if (device === undefined) work.enqueue(mailLock, { account });
  });
}
