import { AppError } from "@tenon/contract/app-error";
import type { Register, Registered } from "@tenon/contract/auth";
import { assertPassword } from "../account-policy.ts";
import { verificationUrl } from "../account/verify-email.ts";
import type { Ctx } from "../ctx.ts";
import { sendMail } from "../mail/send-mail.ts";
import { welcomeMail } from "../mail/templates/welcome.ts";
import { normalizeEmail } from "../users/email.ts";
import { insertUser } from "../users/insert.ts";
import { registerByMail } from "./register-by-mail.ts";
import { signInAs, type StartedSession } from "./sign-in.ts";

/** Creates an account and signs it in. */
export async function register(ctx: Ctx, input: Register): Promise<StartedSession> {
  const userId = await ctx.auth.admit(() => createAccount(ctx, input));
  return signInAs(ctx, userId, { kind: input.mode, aal: 1, amr: ["pwd"] });
}

async function createAccount(ctx: Ctx, { email, password, name, username }: Register): Promise<string> {
  await assertPassword(ctx, password, { email, name, username });
  // The unique index decides; looking first spares a taken address the price of a hash.
  const where = { emailNormalized: normalizeEmail(email) };
  if (await ctx.db.user.findUnique({ where, select: { id: true } })) throw new AppError("EMAIL_TAKEN");

  const passwordHash = await ctx.auth.passwords.hash(password);
  const { id } = await insertUser(ctx, { email, name, username, passwordHash }, async (work, inserted) => {
    const profileUrl = ctx.links.user(inserted.username);
    const verifyUrl = await verificationUrl(ctx, work, { id: inserted.id, email });
    work.enqueue(sendMail, {
      to: email,
      ...welcomeMail.render({ username: inserted.username, profileUrl, verifyUrl }),
    });
  });
  return id;
}

/** The answer to whoever registers, with the session where there is one at once. */
export type Registration = { output: Registered } & Partial<Pick<StartedSession, "token" | "session">>;

/** Registers as the policy says: at once, or by a mail, whose answer is the same for every address. */
export async function registerAccount(ctx: Ctx, input: Register): Promise<Registration> {
  if (ctx.accounts?.registration !== "by-mail") return register(ctx, input);
  await ctx.auth.admit(() => registerByMail(ctx, input));
  return { output: { user: null, token: null, expiresAt: null } };
}
