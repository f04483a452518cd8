import type { UserAccount, UserCreate, UserCreated } from "@tenon/contract/users";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { sendMail } from "../mail/send-mail.ts";
import { invitationMail } from "../mail/templates/account-passwords.ts";
import type { Work } from "../work.ts";
import { normalizeEmail } from "./email.ts";
import { assertMayGiveRole } from "./give-role.ts";
import { insertUser } from "./insert.ts";
import { getUser } from "./read.ts";

/** Creates an account; its owner chooses the password by a link in a mail, and nobody else ever knows one (ASVS 5.0 6.4.6). */
export async function inviteUser(ctx: Ctx, input: UserCreate): Promise<UserAccount> {
  const { email } = input;
  assertMayGiveRole(ctx, input.role);
  const { id } = await insertUser(ctx, { ...input, passwordHash: null }, async (work, { id: userId, username }) => {
    const url = await invitation(ctx, work, { userId, email, isMailed: true });
    work.enqueue(sendMail, { to: email, ...invitationMail.render({ username, url }) });
    await audit(ctx, work.tx, { action: "account.invited", subjectId: userId });
  });
  return getUser(ctx, { id });
}

/** The same, but that the link is told to whoever creates the account, once, to be handed over: no mail is sent. */
export async function createUser(ctx: Ctx, input: UserCreate): Promise<UserCreated> {
  const { email } = input;
  assertMayGiveRole(ctx, input.role);
  let passwordUrl = "";
  const { id } = await insertUser(ctx, { ...input, passwordHash: null }, async (work, { id: userId }) => {
    passwordUrl = await invitation(ctx, work, { userId, email, isMailed: false });
  });
  return { ...(await getUser(ctx, { id })), passwordUrl };
}

/** What an invitation is kept with: whoever was mailed it reads what is sent to the address. */
export type Invitation = { isMailed: boolean };

async function invitation(
  { auth, links }: Pick<Ctx, "auth" | "links">,
  { tx }: Work,
  { userId, email, isMailed }: Invitation & { userId: string; email: string },
): Promise<string> {
  const payload = { isMailed } satisfies Invitation;
  const token = await auth.oneTimeTokens.issue(tx, { kind: "invite", userId, email: normalizeEmail(email), payload });
  return links.account("reset-password", token);
}
