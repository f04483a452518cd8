import { Id } from "@tenon/contract/fields";
import { inBatches, Prisma } from "@tenon/db";
import { z } from "zod";
import { discardExport } from "../exports/discard.ts";
import { removeBytes } from "../files/discard.ts";
import { defineJob, type JobCtx } from "../jobs/definition.ts";
import { inTransaction } from "../work.ts";
import { forgetAccount } from "./forget.ts";

const filesAtOnce = 50;

/**
 * Takes away what an account has left, a batch at a time. Whatever it is killed in the middle of, the next try goes on: each step
 * looks for what is still there, and the account's row goes last.
 */
export const eraseAccount = defineJob({
  name: "account.erase",
  payload: z.object({ userId: Id }),
  isKeyed: true,
  timeoutSeconds: 900,
  concurrency: 1,
  async run(ctx, { userId }) {
    if (!(await passReturn(ctx, userId))) return;
    await eraseFiles(ctx, userId);
    for (const [table, where] of ownRows(userId)) await eraseRows(ctx, table, where);
    await ctx.db.idempotencyRecord.deleteMany({ where: { principal: userId } });
    await forgetEdits(ctx, userId);
    await ctx.db.user.deleteMany({ where: { id: userId, status: "deleting" } });
    ctx.signals.send("cache", ["everything"]);
    ctx.log.info({ userId }, "account erased");
  },
});

/** Finds accounts that no job of their own has erased. */
export const eraseOverdue = defineJob({
  name: "account.erase-overdue",
  payload: z.object({}),
  cron: "23 * * * *",
  async run(ctx) {
    const due = { status: "deleting", deletionAt: { lt: ctx.now() } } as const;
    const users = await ctx.db.user.findMany({ where: due, select: { id: true }, take: 1000 });
    if (users.length === 0) return;
    await inTransaction(ctx, async (work) => {
      for (const { id } of users) work.enqueue(eraseAccount, { userId: id }, { key: id });
    });
  },
});

/** Whether it is still to be deleted, and its time has come; then there is no way back. */
function passReturn(ctx: JobCtx, id: string): Promise<boolean> {
  return inTransaction(ctx, async (work) => {
    const [user] = await work.tx.$queryRaw<{ username: string; isForgotten: boolean }[]>`
      SELECT username, email_normalized = 'deleted:' || id AS "isForgotten" FROM users
      WHERE id = ${id}::uuid AND status = 'deleting' AND deletion_at <= ${ctx.now()}::timestamptz FOR NO KEY UPDATE`;
    if (user && !user.isForgotten) await forgetAccount(ctx, work, { id, username: user.username });
    return user !== undefined;
  });
}

/** Their bytes first: a row without bytes is found again, bytes without a row only by the janitor. */
async function eraseFiles(ctx: JobCtx, ownerId: string): Promise<void> {
  for (;;) {
    ctx.signal.throwIfAborted();
    const rows = await ctx.db.file.findMany({ where: { ownerId }, select: { id: true }, take: filesAtOnce });
    for (const { id } of rows) {
      await removeBytes(ctx, id);
      await ctx.db.file.deleteMany({ where: { id } });
    }
    if (rows.length < filesAtOnce) break;
  }
  const exports = await ctx.db.dataExport.findMany({ where: { userId: ownerId }, select: { id: true } });
  for (const { id } of exports) await discardExport(ctx, id);
}

/**
 * What is theirs, and what hangs on it, in an order in which no single statement has much to do. Others' posts lose a count before
 * own posts lose their tags: whoever changes a post locks in that order.
 */
function ownRows(id: string): [table: string, where: Prisma.Sql][] {
  const is = (column: string) => Prisma.sql`${Prisma.raw(column)} = ${id}::uuid`;
  const onOwnPosts = Prisma.sql`post_id IN (SELECT p.id FROM posts p WHERE p.author_id = ${id}::uuid)`;
  return [
    ["notifications", is("user_id")],
    ["notifications", is("actor_id")],
    ["follows", is("follower_id")],
    ["follows", is("followee_id")],
    ["favorites", is("user_id")],
    ["comments", is("author_id")],
    ["notifications", onOwnPosts],
    ["favorites", onOwnPosts],
    ["comments", onOwnPosts],
    ["post_revisions", onOwnPosts],
    ["posts", is("author_id")],
    ["one_time_tokens", is("user_id")],
  ];
}

/** Of these the posts keep a count, which a trigger changes: whoever holds several posts takes them in the order of their ids. */
const counted = new Set(["favorites", "comments"]);

/** Those that others have locked go with the account. */
function eraseRows({ db, signal }: JobCtx, table: string, where: Prisma.Sql): Promise<number> {
  const rows = Prisma.raw(`"${table}"`);
  return inBatches((limit) => {
    signal.throwIfAborted();
    const some = Prisma.sql`FROM ${rows} WHERE ${where} LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
    if (!counted.has(table)) return db.$executeRaw`DELETE FROM ${rows} WHERE ctid = ANY (ARRAY (SELECT ctid ${some}))`;
    return db.$executeRaw`
      WITH doomed AS MATERIALIZED (SELECT ctid, post_id ${some}),
        held AS MATERIALIZED (SELECT 1 FROM posts WHERE id IN (SELECT post_id FROM doomed) ORDER BY id FOR NO KEY UPDATE)
      DELETE FROM ${rows} WHERE ctid = ANY (ARRAY (SELECT ctid FROM doomed)) AND (SELECT count(*) FROM held) >= 0`;
  });
}

/** What they changed of others' posts stays, without their name. */
function forgetEdits({ db, signal }: JobCtx, id: string): Promise<number> {
  return inBatches((limit) => {
    signal.throwIfAborted();
    return db.$executeRaw`
      UPDATE post_revisions SET editor_id = NULL WHERE ctid = ANY (ARRAY (
        SELECT ctid FROM post_revisions WHERE editor_id = ${id}::uuid LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ))`;
  });
}
