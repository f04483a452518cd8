import type { OneTimeToken } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import type { Register } from "@tenon/contract/auth";
import { z } from "zod";
import { assertPassword } from "../account-policy.ts";
import { spendMail } from "../account/mail-limits.ts";
import { isReserved } from "../account/move-address.ts";
import { asCalled, Origin, originOf } from "../account/origin.ts";
import type { Ctx } from "../ctx.ts";
import { defineJob } from "../jobs/definition.ts";
import { sendMail } from "../mail/send-mail.ts";
import { accountExistsMail, registrationMail } from "../mail/templates/account-addresses.ts";
import { usernameOf, withFreeName } from "../slugs.ts";
import { normalizeEmail } from "../users/email.ts";
import { insertInto } from "../users/insert.ts";
import { VaultError } from "../vault.ts";
import { inTransaction } from "../work.ts";

const purpose = "registrations";

/** What an account will be made of; sealed, for it holds the password's hash. */
const Draft = z.object({
  email: z.string(),
  name: z.string(),
  username: z.string().optional(),
  passwordHash: z.string(),
});

/**
 * Registers without telling whether the address is taken, in words or in time: a job looks, and mails either a link that makes the
 * account or that there is one (ASVS 5.0 6.3.8). Usernames are public: a taken one is refused at once.
 */
export async function registerByMail(
  ctx: Ctx,
  { email, password, name, username }: Omit<Register, "mode">,
): Promise<void> {
  await assertPassword(ctx, password, { email, name, username });
  await spendMail(ctx, email);
  if (username !== undefined && (await ctx.db.user.findUnique({ where: { username }, select: { id: true } })))
    throw new AppError("USERNAME_TAKEN");
  const passwordHash = await ctx.auth.passwords.hash(password);
  const draft = JSON.stringify({ email, name, username, passwordHash } satisfies z.input<typeof Draft>);
  const sealed = Buffer.from(ctx.vault.seal(purpose, draft)).toString("base64");
  await inTransaction(ctx, (work) => {
    work.enqueue(mailRegistration, { email, sealed, origin: originOf(ctx) });
    return Promise.resolve();
  });
}

export const mailRegistration = defineJob({
  name: "account.mail-registration",
  payload: z.object({ email: z.string(), sealed: z.string(), origin: Origin }),
  isSecret: true,
  async run(job, { email, sealed, origin }) {
    const ctx = asCalled(job, origin);
    const { oneTimeTokens } = ctx.auth;
    const emailNormalized = normalizeEmail(email);
    await inTransaction(ctx, async (work) => {
      const owner = await work.tx.user.findUnique({ where: { emailNormalized }, select: { id: true } });
      if (owner || (await isReserved(ctx, work.tx, { emailNormalized }))) {
        const url = ctx.links.account("forgot-password");
        return work.enqueue(sendMail, { to: email, ...accountExistsMail.render({ url }) });
      }
      const token = await oneTimeTokens.issue(work.tx, {
        kind: "verify_email",
        email: emailNormalized,
        payload: { registration: sealed },
      });
      const url = ctx.links.account("verify-email", token);
      work.enqueue(sendMail, { to: email, ...registrationMail.render({ url }) });
    });
  },
});

const Payload = z.object({ registration: z.string() });

export const isRegistration = ({ payload }: OneTimeToken): boolean => Payload.safeParse(payload).success;

/** Makes the account that a token stands for, once, with its address verified. */
export async function finishRegistration(ctx: Ctx, mailed: OneTimeToken, token: string): Promise<void> {
  const { username, ...user } = openDraft(ctx, Payload.parse(mailed.payload).registration);
  await withFreeName("username", (free) =>
    inTransaction(ctx, async (work) => {
      if (!(await ctx.auth.oneTimeTokens.redeem(work.tx, { kind: "verify_email", token })))
        throw new AppError("TOKEN_EXPIRED_OR_USED");
      const named = free(username ?? usernameOf(user.name));
      await insertInto(ctx, work, { ...user, username: named, emailVerifiedAt: ctx.now() });
    }),
  );
}

function openDraft({ vault }: Pick<Ctx, "vault">, sealed: string): z.output<typeof Draft> {
  try {
    return Draft.parse(JSON.parse(vault.open(purpose, Buffer.from(sealed, "base64"))));
  } catch (error) {
    // Its key has gone meanwhile.
    if (error instanceof VaultError) throw new AppError("TOKEN_EXPIRED_OR_USED", { cause: error });
    throw error;
  }
}
