import { toActivity } from "../audit/list.ts";
import type { Ctx } from "../ctx.ts";
import { toFile } from "../files/rows.ts";
import { readSecondFactors } from "../mfa/factors.ts";
import type { Section } from "./zipped.ts";

type Needs = Pick<Ctx, "db" | "auth" | "files">;
type Row = { id: string };
/** What comes after a page, as a condition. */
type Page = { id?: { gt: string } };

/** Rows in memory at once. */
const pageSize = 200;
const byId = { orderBy: { id: "asc" }, take: pageSize } as const;

/** What is kept of a user, each kind in a file of its own. Whatever belongs to accounts has its line here. */
export function sectionsOf(ctx: Needs, userId: string): Section[] {
  const { db } = ctx;
  return [
    { name: "README.txt", lines: once(async () => readme) },
    { name: "profile.json", lines: once(async () => json(await profileOf(ctx, userId))) },
    rows("posts", (page) =>
      db.post.findMany({ where: { authorId: userId, ...page }, omit: { authorId: true }, ...byId }),
    ),
    revisions(ctx, userId),
    rows("comments", (page) => db.comment.findMany({ where: { authorId: userId, ...page }, ...byId })),
    pairs("favorites", async (after) => {
      const where = { userId, ...(after && { postId: { gt: after } }) };
      const found = await db.favorite.findMany({ where, orderBy: { postId: "asc" }, take: pageSize });
      return found.map(({ postId, createdAt }) => ({ key: postId, line: { postId, createdAt } }));
    }),
    pairs("following", async (after) => {
      const where = { followerId: userId, ...(after && { followeeId: { gt: after } }) };
      const found = await db.follow.findMany({ where, orderBy: { followeeId: "asc" }, take: pageSize });
      return found.map(({ followeeId, createdAt }) => ({ key: followeeId, line: { userId: followeeId, createdAt } }));
    }),
    pairs("followers", async (after) => {
      const where = { followeeId: userId, ...(after && { followerId: { gt: after } }) };
      const found = await db.follow.findMany({ where, orderBy: { followerId: "asc" }, take: pageSize });
      return found.map(({ followerId, createdAt }) => ({ key: followerId, line: { userId: followerId, createdAt } }));
    }),
    rows("files", async (page) => {
      const found = await db.file.findMany({ where: { ownerId: userId, ...page }, ...byId });
      return found.map((row) => toFile(ctx, row));
    }),
    rows("notifications", (page) =>
      db.notification.findMany({ where: { userId, ...page }, omit: { userId: true }, ...byId }),
    ),
    { name: "sessions.json", lines: once(async () => json(await ctx.auth.sessions.list(userId))) },
    { name: "api-keys.json", lines: once(async () => json(await ctx.auth.apiKeys.list(db, userId))) },
    rows("passkeys", (page) =>
      db.passkey.findMany({
        where: { userId, ...page },
        omit: { userId: true, publicKey: true, counter: true },
        ...byId,
      }),
    ),
    { name: "second-factors.json", lines: once(async () => json(await readSecondFactors(db, userId))) },
    rows("identities", (page) => db.identity.findMany({ where: { userId, ...page }, omit: { userId: true }, ...byId })),
    rows("activity", async (page) => {
      const found = await db.auditEvent.findMany({ where: { subjectId: userId, ...page }, ...byId });
      return found.map((row) => toActivity(row, userId));
    }),
  ];
}

const readme = `This is all that is kept of your account.

Files that end with .ndjson have one JSON value on each line, the oldest first. Instants are UTC.
The files that you have uploaded are listed in files.ndjson; the address of each is read with your session.
`;

async function profileOf({ db }: Needs, id: string): Promise<object> {
  return db.user.findUniqueOrThrow({
    where: { id },
    omit: { passwordHash: true },
  });
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const once = (text: () => Promise<string>) =>
  async function* lines() {
    yield await text();
  };

/** Rows by their ids, a page at a time. */
const rows = (name: string, read: (page: Page) => PromiseLike<Row[]>): Section =>
  pairs(name, async (after) => {
    const found = await read(after === undefined ? {} : { id: { gt: after } });
    return found.map((row) => ({ key: row.id, line: row }));
  });

type Keyed = { key: string; line: object };

const pairs = (name: string, read: (after: string | undefined) => Promise<Keyed[]>): Section => ({
  name: `${name}.ndjson`,
  async *lines() {
    let after: string | undefined;
    for (;;) {
      const page = await read(after);
      yield page.map(({ line }) => `${JSON.stringify(line)}\n`).join("");
      after = page.at(-1)?.key;
      if (page.length < pageSize || after === undefined) return;
    }
  },
});

/** Of one's own posts, by post and number: they are as long as the posts, so few at once. */
const revisions = ({ db }: Needs, userId: string): Section =>
  pairs("revisions", async (after) => {
    const [postId = "", number = "0"] = after?.split(".") ?? [];
    const later = { OR: [{ postId: { gt: postId } }, { postId, number: { gt: Number(number) } }] };
    const found = await db.postRevision.findMany({
      where: { post: { authorId: userId }, ...(after !== undefined && later) },
      orderBy: [{ postId: "asc" }, { number: "asc" }],
      omit: { editorId: true },
      take: pageSize,
    });
    return found.map((row) => ({ key: `${row.postId}.${row.number}`, line: row }));
  });
