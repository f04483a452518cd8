import type { Session } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import type { Login, Register, SignedIn } from "@tenon/contract/auth";
import { assertPassword } from "./account-policy.ts";
import type { Ctx } from "./ctx.ts";
import { asGuess } from "./guesses.ts";
import { sendMail } from "./mail/send-mail.ts";
import { welcomeMail } from "./mail/templates/welcome.ts";
import { readMe } from "./me.ts";
import { normalizeEmail } from "./users/email.ts";
import { insertUser } from "./users/insert.ts";

/** A new session, and the token that only its transport may see. */
export type StartedSession = { output: SignedIn; token: string; session: Session };

/** Creates an account and signs it in. */
export async function register(ctx: Ctx, { email, password, name, username, mode }: Register): Promise<StartedSession> {
  const emailNormalized = normalizeEmail(email);
  assertPassword(ctx, password, [emailNormalized, name, username ?? "", "tenon"]);
  // The unique index decides; looking first spares a taken address the price of a hash.
  if (await ctx.db.user.findUnique({ where: { emailNormalized }, select: { id: true } }))
    throw new AppError("EMAIL_TAKEN");

  const passwordHash = await ctx.auth.passwords.hash(password);
  const user = await insertUser(ctx, { email, name, username, passwordHash }, (work, inserted) => {
    const profileUrl = ctx.links.user(inserted.username);
    work.enqueue(sendMail, { to: email, ...welcomeMail.render({ username: inserted.username, profileUrl }) });
  });
  return startSession(ctx, user.id, mode);
}

/** Failures count twice: for the network that they come from, whatever the account, and for the account, wherever from. */
export const login = (ctx: Ctx, input: Login): Promise<StartedSession> => asGuess(ctx, () => checkLogin(ctx, input));

/** Known and unknown accounts cost the same time and count the same failures. */
async function checkLogin(ctx: Ctx, { email, password, mode }: Login): Promise<StartedSession> {
  const account = normalizeEmail(email);
  await ctx.auth.throttle.reserve(account);
  const user = await ctx.db.user.findUnique({
    where: { emailNormalized: account },
    select: { id: true, passwordHash: true, status: true },
  });

  const isRight = await ctx.auth.passwords
    .verify(user?.passwordHash ?? null, password)
    .catch(async (error: unknown) => {
      await ctx.auth.throttle.refund(account);
      throw error;
    });
  if (!user || !isRight) {
    await ctx.auth.throttle.fail(account);
    throw new AppError("INVALID_CREDENTIALS");
  }
  await ctx.auth.throttle.clear(account);
  if (user.status !== "active") throw new AppError("ACCOUNT_DISABLED");
  return startSession(ctx, user.id, mode);
}

/** Ends the session that the call came with; without one there is nothing to do. */
export async function logout(ctx: Ctx): Promise<void> {
  if (ctx.actor.kind === "user") await ctx.auth.sessions.revoke(ctx.actor.session.publicId);
}

/** The reply to a sign-in. The token is part of it only when it is to be used as a bearer token. */
export async function signedIn(
  ctx: Ctx,
  { token, session }: { token: string; session: Session },
): Promise<StartedSession> {
  const user = await readMe(ctx, session.userId, session.actorId);
  return {
    output: { user, token: session.kind === "cookie" ? null : token, expiresAt: session.expiresAt },
    token,
    session,
  };
}

async function startSession(ctx: Ctx, userId: string, kind: "cookie" | "bearer"): Promise<StartedSession> {
  // A session that was planted before sign-in must not live on beside the new one.
  await logout(ctx);
  return signedIn(ctx, await ctx.auth.sessions.start(userId, { ...ctx.client, kind }));
}
