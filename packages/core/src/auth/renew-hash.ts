import type { Ctx } from "../ctx.ts";

type Shown = { id: string; passwordHash: string | null; password: string };

/**
 * Hashes a password that was right anew where its hash has other parameters or another pepper than those of now (ASVS 5.0 11.4.2).
 * The sign-in succeeds in any case, and a password that was changed meanwhile stays.
 */
export async function renewHash(ctx: Ctx, { id, passwordHash, password }: Shown): Promise<void> {
  if (passwordHash === null || !ctx.auth.passwords.isOutdated(passwordHash)) return;
  try {
    const renewed = await ctx.auth.passwords.hash(password);
    await ctx.db.user.updateMany({ where: { id, passwordHash }, data: { passwordHash: renewed } });
  } catch (err) {
    ctx.log.warn({ err, userId: id, requestId: ctx.requestId }, "an outdated hash was not renewed");
  }
}
