import { AppError } from "@tenon/contract/app-error";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { renewHash } from "./renew-hash.ts";

/** An account, by its normalised address, and what is said to be its password. */
export type PasswordGuess = { account: string; password: string };

/**
 * Who it is, when the password is right; the try that it took is then still taken, for the caller to give back or to clear. Known
 * and unknown accounts cost the same time and count the same failures. Throws INVALID_CREDENTIALS, TOO_MANY_ATTEMPTS.
 */
export async function guessPassword(ctx: Ctx, { account, password }: PasswordGuess): Promise<string> {
  const { throttle, passwords } = ctx.auth;
  await throttle.reserve(account);
  const user = await ctx.db.user.findUnique({
    where: { emailNormalized: account },
    select: { id: true, passwordHash: true },
  });

  const isRight = await passwords.verify(user?.passwordHash ?? null, password).catch(async (error: unknown) => {
    await throttle.refund(account);
    throw error;
  });
  if (user && isRight) {
    await renewHash(ctx, { ...user, password });
    return user.id;
  }
  await throttle.fail(account);
  await audit(ctx, ctx.db, { action: "session.refused", outcome: "failure", subjectId: user?.id });
  throw new AppError("INVALID_CREDENTIALS");
}
