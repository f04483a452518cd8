import type { IdentityProvider, ProvidedIdentity } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import { isStorable } from "@tenon/contract/fields";
import type { Identities, IdentityId } from "@tenon/contract/identities";
import type { Tx } from "@tenon/db";
import { found } from "../access.ts";
import { assertMayChangeCredentials } from "../account-policy.ts";
import { audit } from "../audit.ts";
import { signInMethods } from "../auth/methods.ts";
import type { Ctx, UserCtx } from "../ctx.ts";
import { sendMail } from "../mail/send-mail.ts";
import { signInMethodMail, type SignInMethodProps } from "../mail/templates/sign-in-method.ts";
import { inTransaction, type Work } from "../work.ts";

/** The accounts at providers that sign in the caller. */
export async function listIdentities({ db, federation, actor }: UserCtx): Promise<Identities> {
  const rows = await db.identity.findMany({ where: { userId: actor.id }, orderBy: { id: "asc" } });
  return {
    items: rows.map(({ emailAtLink: email, ...row }) => ({
      ...row,
      email,
      providerName: federation.providers.get(row.provider)?.name ?? null,
    })),
  };
}

/** Gives the caller's account an identity. Throws IDENTITY_TAKEN when it is another's. */
export async function linkToActor(ctx: UserCtx, provider: IdentityProvider, identity: ProvidedIdentity): Promise<void> {
  assertIdentity(identity);
  const owner = await touch(ctx, identity);
  if (owner === ctx.actor.id) return;
  if (owner !== undefined) throw new AppError("IDENTITY_TAKEN");
  await inTransaction(ctx, async (work) => {
    await addIdentity(ctx, work.tx, { userId: ctx.actor.id, provider, identity });
    tellOwner(ctx, work, { ...(await lockOwner(work.tx, ctx.actor.id)), change: "added", method: provider.name });
  });
}

/** Takes an identity away from the caller's account. Throws LAST_METHOD when nothing that works now would be left. */
export async function unlinkIdentity(ctx: UserCtx, { id }: IdentityId): Promise<void> {
  assertMayChangeCredentials(ctx);
  const { providers } = ctx.federation;
  await inTransaction(ctx, async (work) => {
    const { tx } = work;
    const userId = ctx.actor.id;
    // Of two that are unlinked at once, the second waits and sees what is left.
    const owner = await lockOwner(tx, userId);
    const identity = found(await tx.identity.findFirst({ where: { id, userId } }), "IDENTITY_NOT_FOUND");
    const others = (await signInMethods(tx, userId)).filter((method) => method.id !== id);
    if (!others.some((method) => method.kind !== "identity" || providers.has(method.provider)))
      throw new AppError("LAST_METHOD");
    await tx.identity.delete({ where: { id } });
    const { provider } = identity;
    await audit(ctx, tx, {
      action: "identity.unlinked",
      subjectId: userId,
      target: { type: "identity", id },
      meta: { provider },
    });
    tellOwner(ctx, work, { ...owner, change: "removed", method: providers.get(provider)?.name ?? provider });
  });
}

type Linked = { userId: string; provider: IdentityProvider; identity: ProvidedIdentity };

export async function addIdentity(ctx: Ctx, tx: Tx, { userId, provider, identity }: Linked): Promise<void> {
  const { issuer, subject, email } = identity;
  const emailAtLink = email !== null && email.length <= 254 && isStorable(email) ? email : null;
  const data = { userId, issuer, subject, provider: provider.id, emailAtLink };
  const { id } = await tx.identity.create({ data, select: { id: true } });
  const meta = { provider: provider.id };
  await audit(ctx, tx, { action: "identity.linked", subjectId: userId, target: { type: "identity", id }, meta });
}

/** Notes that an identity was used. @returns whose it is */
export async function touch({ db, now }: Ctx, { issuer, subject }: ProvidedIdentity): Promise<string | undefined> {
  const where = { issuer, subject };
  const [identity] = await db.identity.updateManyAndReturn({
    where,
    data: { lastUsedAt: now() },
    select: { userId: true },
  });
  return identity?.userId;
}

/** A subject has 255 ASCII characters at most (OpenID Connect Core 1.0, 2). */
export function assertIdentity({ subject }: ProvidedIdentity): void {
  if (subject.length > 255 || !isStorable(subject)) throw new AppError("OAUTH_REJECTED");
}

type Owner = { email: string };
type Change = Omit<SignInMethodProps, "identitiesUrl">;

/** Tells the owner of a change that a thief would make (ASVS 5.0 6.3.7). */
export function tellOwner(ctx: Ctx, work: Work, { email, ...change }: Owner & Change): void {
  const identitiesUrl = ctx.links.me("identities");
  work.enqueue(sendMail, { to: email, ...signInMethodMail.render({ ...change, identitiesUrl }) });
}

async function lockOwner(tx: Tx, id: string): Promise<Owner> {
  const [owner] = await tx.$queryRaw<Owner[]>`
    SELECT email FROM users WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return found(owner, "UNAUTHENTICATED");
}
