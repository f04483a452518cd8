import type { UserAccount, UserCreate } from "@tenon/contract/users";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { sendMail } from "../mail/send-mail.ts";
import { invitationMail } from "../mail/templates/account-passwords.ts";
import { normalizeEmail } from "./email.ts";
import { insertUser } from "./insert.ts";
import { getUser } from "./read.ts";

/** Creates an account without a password; its owner chooses one by a link in a mail, and nobody else ever knows one (ASVS 5.0 6.4.6). */
export async function inviteUser(ctx: Ctx, input: UserCreate): Promise<UserAccount> {
  const { email } = input;
  const { id } = await insertUser(ctx, { ...input, passwordHash: null }, async (work, { id: userId, username }) => {
    const issue = { kind: "invite", userId, email: normalizeEmail(email) } as const;
    const url = ctx.links.account("reset-password", await ctx.auth.oneTimeTokens.issue(work.tx, issue));
    work.enqueue(sendMail, { to: email, ...invitationMail.render({ username, url }) });
    await audit(ctx, work.tx, { action: "account.invited", subjectId: userId });
  });
  return getUser(ctx, { id });
}
