import { AppError, invalidField } from "@tenon/contract/app-error";
import type {
  Webhook,
  WebhookCreate,
  WebhookId,
  WebhookList,
  WebhookPage,
  WebhookRotate,
  WebhookUpdate,
  WebhookWithSecret,
} from "@tenon/contract/webhooks";
import type { Prisma, Tx } from "@tenon/db";
import { found } from "../access.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { defined } from "../defined.ts";
import { listPage } from "../paging.ts";
import { toWebhook, type WebhookRow } from "./rows.ts";
import { newSecret, sealSecret } from "./signing.ts";

/** Each event is a row for each of them. */
export const maxWebhooks = 100;

export async function listWebhooks(ctx: Ctx, input: WebhookList): Promise<WebhookPage> {
  const page = await listPage<WebhookRow>(ctx, input, {
    scope: "webhooks",
    keyOf: ({ id }) => [id],
    rows: ({ after, limit }) =>
      ctx.db.webhook.findMany({
        where: after ? { id: { lt: String(after[0]) } } : {},
        orderBy: { id: "desc" },
        take: limit,
      }),
  });
  return { ...page, items: page.items.map(toWebhook) };
}

export async function getWebhook(ctx: Ctx, { id }: WebhookId): Promise<Webhook> {
  return toWebhook(found(await ctx.db.webhook.findUnique({ where: { id } }), "WEBHOOK_NOT_FOUND"));
}

/** Registers an endpoint; its secret is told here and never again. */
export async function createWebhook(ctx: Ctx, input: WebhookCreate): Promise<WebhookWithSecret> {
  await assertCallable(ctx, input.url);
  return insertWebhook(ctx, input);
}

/** Writes an endpoint with a new secret. Throws WEBHOOK_LIMIT. */
export async function insertWebhook(
  ctx: Ctx,
  data: Omit<Prisma.WebhookUncheckedCreateInput, "secret" | "createdAt" | "updatedAt">,
): Promise<WebhookWithSecret> {
  const secret = newSecret();
  const now = ctx.now();
  const row = await ctx.db.$transaction(async (tx) => {
    await countOneMore(tx);
    const sealed = { secret: sealSecret(ctx, secret), createdAt: now, updatedAt: now };
    const created = await tx.webhook.create({ data: { ...data, ...sealed } });
    await audit(ctx, tx, { action: "webhook.created", target: targetOf(created.id), meta: { kind: created.kind } });
    return created;
  });
  return { ...toWebhook(row), secret };
}

/** One at a time, so that the last place is taken once. */
async function countOneMore(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('webhooks'))`;
  if ((await tx.webhook.count()) >= maxWebhooks) throw new AppError("WEBHOOK_LIMIT");
}

/** Changes an endpoint. What waits goes to the new address. */
export async function updateWebhook(ctx: Ctx, { id, active, ...change }: WebhookUpdate): Promise<Webhook> {
  const webhook = await getWebhook(ctx, { id });
  if (webhook.kind === "listen" && change.url !== undefined) throw invalidField(["url"], "this one is listened to");
  if (change.url !== undefined) await assertCallable(ctx, change.url);
  const now = ctx.now();
  const switched =
    active === undefined || active === webhook.active
      ? {}
      : active
        ? { disabledAt: null, disabledReason: null, failingSince: null }
        : { disabledAt: now, disabledReason: "switched-off" };
  const isMoved = change.url !== undefined && change.url !== webhook.url;
  const data = { ...defined(change), ...switched, ...(isMoved && { failingSince: null }), updatedAt: now };
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.webhook.updateMany({ where: { id }, data });
    if (count === 0) throw new AppError("WEBHOOK_NOT_FOUND");
    // Names only: an address may hold a secret.
    const meta = { changed: Object.keys(defined(change)), ...(active !== undefined && { active }) };
    await audit(ctx, tx, { action: "webhook.updated", target: targetOf(id), meta });
  });
  return getWebhook(ctx, { id });
}

/** Forgets an endpoint and its deliveries; what waits is not sent. */
export async function deleteWebhook(ctx: Ctx, { id }: WebhookId): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.webhook.deleteMany({ where: { id } });
    if (count === 0) throw new AppError("WEBHOOK_NOT_FOUND");
    await audit(ctx, tx, { action: "webhook.deleted", target: targetOf(id) });
  });
}

/** A new secret. The one before signs beside it for a while; one from before that is done with. */
export async function rotateSecret(ctx: Ctx, { id, overlapHours }: WebhookRotate): Promise<WebhookWithSecret> {
  const secret = newSecret();
  const now = ctx.now();
  const previousExpiresAt = new Date(now.getTime() + overlapHours * 3_600_000);
  await ctx.db.$transaction(async (tx) => {
    const rows = await tx.$executeRaw`
      UPDATE webhooks SET previous_secret = secret, secret = ${sealSecret(ctx, secret)},
        previous_expires_at = ${previousExpiresAt}, updated_at = ${now} WHERE id = ${id}::uuid`;
    if (rows === 0) throw new AppError("WEBHOOK_NOT_FOUND");
    await audit(ctx, tx, { action: "webhook.secret-rotated", target: targetOf(id), meta: { overlapHours } });
  });
  return { ...(await getWebhook(ctx, { id })), secret };
}

const targetOf = (id: string) => ({ type: "webhook", id });

/** Judged again by each delivery; here, so that whoever registers it is told at once. */
async function assertCallable(ctx: Ctx, url: string): Promise<void> {
  const fault = await ctx.webhooks.faultOf(url);
  if (fault !== undefined) throw invalidField(["url"], fault);
}
