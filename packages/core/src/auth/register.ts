import { AppError } from "@tenon/contract/app-error";
import type { Register } from "@tenon/contract/auth";
import { assertPassword } from "../account-policy.ts";
import type { Ctx } from "../ctx.ts";
import { sendMail } from "../mail/send-mail.ts";
import { welcomeMail } from "../mail/templates/welcome.ts";
import { normalizeEmail } from "../users/email.ts";
import { insertUser } from "../users/insert.ts";
import { signInAs, type StartedSession } from "./sign-in.ts";

/** Creates an account and signs it in. */
export async function register(ctx: Ctx, input: Register): Promise<StartedSession> {
  const userId = await ctx.auth.admit(() => createAccount(ctx, input));
  return signInAs(ctx, userId, { kind: input.mode, aal: 1, amr: ["pwd"] });
}

async function createAccount(ctx: Ctx, { email, password, name, username }: Register): Promise<string> {
  const emailNormalized = normalizeEmail(email);
  assertPassword(ctx, password, [emailNormalized, name, username ?? "", "tenon"]);
  // The unique index decides; looking first spares a taken address the price of a hash.
  if (await ctx.db.user.findUnique({ where: { emailNormalized }, select: { id: true } }))
    throw new AppError("EMAIL_TAKEN");

  const passwordHash = await ctx.auth.passwords.hash(password);
  const { id } = await insertUser(ctx, { email, name, username, passwordHash }, (work, inserted) => {
    const profileUrl = ctx.links.user(inserted.username);
    work.enqueue(sendMail, { to: email, ...welcomeMail.render({ username: inserted.username, profileUrl }) });
  });
  return id;
}
