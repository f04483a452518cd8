import {
  type ApiKeyCreate,
  type ApiKeyId,
  apiKeyLimit,
  type ApiKeyRotate,
  type ApiKeys,
  type ApiKeyWithSecret,
} from "@tenon/contract/api-keys";
import { AppError } from "@tenon/contract/app-error";
import { assertOwner, found } from "./access.ts";
import { audit } from "./audit.ts";
import type { UserCtx } from "./ctx.ts";
import { sendMail } from "./mail/send-mail.ts";
import { apiKeyCreatedMail } from "./mail/templates/api-key-created.ts";
import { inTransaction, type Work } from "./work.ts";

const hourMs = 3_600_000;

/** One's own keys, the newest first. */
export const listApiKeys = async ({ auth, db, actor }: UserCtx): Promise<ApiKeys> => ({
  items: await auth.apiKeys.list(db, actor.id),
});

/**
 * Makes a key that may do a part of what its owner may, who is told by mail. Throws SCOPE_NOT_YOURS or API_KEY_LIMIT.
 */
export async function createApiKey(ctx: UserCtx, input: ApiKeyCreate): Promise<ApiKeyWithSecret> {
  const { actor } = ctx;
  const { expiresInDays, ...key } = input;
  const fields = key.scopes.flatMap((scope, at) =>
    actor.permissions.has(scope) ? [] : [{ path: ["scopes", at], code: "custom", message: "You may not do this." }],
  );
  if (fields.length > 0) throw new AppError("SCOPE_NOT_YOURS", { fields });

  const expiresAt = expiresInDays === null ? null : new Date(ctx.now().getTime() + expiresInDays * 24 * hourMs);
  return inTransaction(ctx, async (work) => {
    const { secret, entry } = await insert(ctx, work, { ...key, expiresAt });
    await audit(ctx, work.tx, {
      action: "api-key.created",
      subjectId: actor.id,
      target: { type: "api-key", id: entry.id },
    });
    return { ...entry, secret };
  });
}

/**
 * A new key in the place of one, which goes on working for a while so that programs can change over. Throws API_KEY_NOT_FOUND.
 */
export async function rotateApiKey(ctx: UserCtx, { id, overlapHours }: ApiKeyRotate): Promise<ApiKeyWithSecret> {
  const { actor, auth } = ctx;
  return inTransaction(ctx, async (work) => {
    const { name, scopes, allowedIps, createdAt, expiresAt } = found(
      (await auth.apiKeys.list(work.tx, actor.id)).find((key) => key.id === id),
      "API_KEY_NOT_FOUND",
    );
    const now = ctx.now().getTime();
    const ended = await auth.apiKeys.endBy(work.tx, { id, ownerId: actor.id }, new Date(now + overlapHours * hourMs));
    if (!ended) throw new AppError("API_KEY_NOT_FOUND");

    const lifeMs = expiresAt && expiresAt.getTime() - createdAt.getTime();
    const next = { name, scopes, allowedIps, expiresAt: lifeMs === null ? null : new Date(now + lifeMs) };
    const { secret, entry } = await insert(ctx, work, next);
    const meta = { successor: entry.id };
    await audit(ctx, work.tx, {
      action: "api-key.rotated",
      subjectId: actor.id,
      target: { type: "api-key", id },
      meta,
    });
    return { ...entry, secret };
  });
}

/** Ends a key at once. Throws API_KEY_NOT_FOUND or IMPERSONATION_DENIED. */
export async function revokeApiKey(ctx: UserCtx, { id }: ApiKeyId): Promise<void> {
  const { actor, auth } = ctx;
  assertOwner(actor);
  await inTransaction(ctx, async ({ tx }) => {
    if ((await auth.apiKeys.revoke(tx, { ownerId: actor.id, id })) === 0) throw new AppError("API_KEY_NOT_FOUND");
    await audit(ctx, tx, { action: "api-key.revoked", subjectId: actor.id, target: { type: "api-key", id } });
  });
}

type NewKey = Omit<ApiKeyCreate, "expiresInDays"> & { expiresAt: Date | null };

/**
 * With the owner's row locked, so that two at once do not pass the limit together, nor one a bar, after which it would be a key of the
 * account when that is let in again.
 */
async function insert(ctx: UserCtx, work: Work, key: NewKey) {
  const { actor, auth } = ctx;
  const { tx } = work;
  const [owner] = await tx.$queryRaw<{ email: string }[]>`
    SELECT email FROM users WHERE id = ${actor.id}::uuid AND status = 'active' FOR NO KEY UPDATE`;
  const { email } = found(owner, "UNAUTHENTICATED");
  if ((await auth.apiKeys.list(tx, actor.id)).length >= apiKeyLimit) throw new AppError("API_KEY_LIMIT");
  const created = await auth.apiKeys.create(tx, { ...key, ownerId: actor.id, aal: actor.session.aal });
  const { name, start } = created.entry;
  work.enqueue(sendMail, {
    to: email,
    ...apiKeyCreatedMail.render({ name, start, keysUrl: ctx.links.me("api-keys") }),
  });
  return created;
}
