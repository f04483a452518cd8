import type { IdentityProvider, ProvidedIdentity } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import { displayName, Email } from "@tenon/contract/fields";
import type { UserStatus } from "@tenon/contract/users";
import { uniqueTarget } from "@tenon/db";
import { verificationUrl } from "../account/verify-email.ts";
import type { Ctx } from "../ctx.ts";
import { sendMail } from "../mail/send-mail.ts";
import { welcomeMail } from "../mail/templates/welcome.ts";
import { normalizeEmail } from "../users/email.ts";
import { insertUser } from "../users/insert.ts";
import { inTransaction } from "../work.ts";
import { addIdentity, assertIdentity, tellOwner, touch } from "./link.ts";

/**
 * Whose an identity is; somebody new gets an account. An account that is there already with the same address is theirs only if a
 * trusted provider has verified the address and so have we: whoever registered a stranger's address would get to them otherwise.
 * Throws LINK_REQUIRED, OAUTH_EMAIL_MISSING or ACCOUNT_DISABLED.
 */
export async function userOf(ctx: Ctx, provider: IdentityProvider, identity: ProvidedIdentity): Promise<string> {
  assertIdentity(identity);
  const find = async () => {
    const known = await touch(ctx, identity);
    if (known !== undefined) return known;
    assertTellable(ctx, provider, identity);
    return (await userByAddress(ctx, provider, identity)) ?? register(ctx, provider, identity);
  };
  try {
    return await find();
  } catch (error) {
    // Another flow of the same person was first: now there is an account.
    if (!uniqueTarget(error).some((column) => column === "issuer" || column === "email_normalized")) throw error;
    return find();
  }
}

type Account = { id: string; email: string; status: UserStatus; isVerified: boolean };

/** With the account's row locked: its address does not change before it has the identity. */
function userByAddress(ctx: Ctx, provider: IdentityProvider, identity: ProvidedIdentity): Promise<string | undefined> {
  const account = normalizeEmail(emailOf(identity));
  return inTransaction(ctx, async (work) => {
    const [user] = await work.tx.$queryRaw<Account[]>`
      SELECT id, email, status::text AS status, email_verified_at IS NOT NULL AS "isVerified" FROM users
      WHERE email_normalized = ${account} FOR NO KEY UPDATE`;
    if (!user) return undefined;
    if (!isVerifiedBy(provider, identity) || !user.isVerified) throw new AppError("LINK_REQUIRED");
    if (user.status !== "active") throw new AppError("ACCOUNT_DISABLED");
    await addIdentity(ctx, work.tx, { userId: user.id, provider, identity });
    tellOwner(ctx, work, { email: user.email, change: "added", method: provider.name });
    return user.id;
  });
}

async function register(ctx: Ctx, provider: IdentityProvider, identity: ProvidedIdentity): Promise<string> {
  const email = emailOf(identity);
  const emailVerifiedAt = isVerifiedBy(provider, identity) ? ctx.now() : null;
  const user = { email, emailVerifiedAt, name: nameOf(identity), passwordHash: null };
  const { id } = await insertUser(ctx, user, async (work, { id: userId, username }) => {
    await addIdentity(ctx, work.tx, { userId, provider, identity });
    const verifyUrl = emailVerifiedAt === null ? await verificationUrl(ctx, work, { id: userId, email }) : undefined;
    const profileUrl = ctx.links.user(username);
    work.enqueue(sendMail, { to: email, ...welcomeMail.render({ username, profileUrl, verifyUrl }) });
  });
  return id;
}

/**
 * Where nobody is to learn who has an account, an address for which nobody vouches is none: what became of it would tell whoever names
 * somebody else's. One that is verified tells its owner alone.
 */
function assertTellable({ accounts }: Ctx, provider: IdentityProvider, identity: ProvidedIdentity): void {
  if (accounts?.registration === "by-mail" && !isVerifiedBy(provider, identity))
    throw new AppError("OAUTH_EMAIL_MISSING");
}

/** Anybody can run a provider that says so of any address: only a trusted one's word counts. */
const isVerifiedBy = ({ isTrusted }: IdentityProvider, { isEmailVerified }: ProvidedIdentity) =>
  isTrusted && isEmailVerified;

function emailOf({ email }: ProvidedIdentity): string {
  const parsed = Email.safeParse(email);
  if (!parsed.success) throw new AppError("OAUTH_EMAIL_MISSING");
  return parsed.data;
}

/** A name that could be typed here; nothing of the address, which is nobody else's business. */
const nameOf = ({ name }: ProvidedIdentity): string =>
  displayName(80).safeParse([...(name ?? "")].slice(0, 80).join("")).data ?? "New user";
