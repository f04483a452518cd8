import { randomBytes } from "node:crypto";
import type { Deps } from "@tenon/core/ctx";
import { slugOf } from "@tenon/core/slugs";
import type { Tx } from "@tenon/db";
import { comments } from "./comments.ts";
import { people } from "./people.ts";
import { posts } from "./posts.ts";
import type { Username } from "./types.ts";

export type SeededAdmin = { email: string; password: string };

const admin: Username = "admin";
const hourMs = 3_600_000;
const emailOf = (username: string) => `${username}@example.com`;

/** Fills an empty database with a readable demo; returns the administrator, or nothing when somebody is there already. */
export async function seedDemo(
  { db, auth }: Pick<Deps, "db" | "auth">,
  now = new Date(),
): Promise<SeededAdmin | undefined> {
  const password = randomBytes(12).toString("base64url");
  const passwordHash = await auth.passwords.hash(password);

  return db.$transaction(async (tx) => {
    // Of two first starts at once, the second one waits here and then finds people.
    await tx.$executeRaw`LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE`;
    if ((await tx.user.count()) > 0) return undefined;

    const userIds = await insertPeople(tx, passwordHash, now);
    const written = await insertPosts(tx, userIds, now);
    await insertComments(tx, userIds, written);
    await insertReaders(tx, userIds, written);
    return { email: emailOf(admin), password };
  });
}

type UserIds = ReadonlyMap<string, string>;
type WrittenPost = { id: string; title: string; authorId: string; isPublished: boolean; createdAt: Date };

/** Only the administrator has a password: nobody else of the demo can sign in. */
async function insertPeople(tx: Tx, passwordHash: string, now: Date): Promise<UserIds> {
  const users = await tx.user.createManyAndReturn({
    data: people.map((person) => ({
      ...person,
      email: emailOf(person.username),
      emailNormalized: emailOf(person.username),
      emailVerifiedAt: now,
      passwordHash: person.username === admin ? passwordHash : null,
    })),
    select: { id: true, username: true },
  });
  return new Map(users.map((user) => [user.username, user.id]));
}

/** The oldest first and a few hours apart, so that every list has an order to show. */
async function insertPosts(tx: Tx, userIds: UserIds, now: Date): Promise<WrittenPost[]> {
  const rows = posts.map(({ author, status = "published" as const, ...content }, index) => {
    const at = new Date(now.getTime() - (posts.length - index) * 7 * hourMs);
    const publishedAt = status === "published" ? at : null;
    const slug = slugOf(content.title);
    return { ...content, slug, status, publishedAt, authorId: known(userIds, author), createdAt: at, updatedAt: at };
  });
  const written = await tx.post.createManyAndReturn({ data: rows });
  await tx.postRevision.createMany({
    data: written.map(({ id, title, summary, body, tags, authorId, createdAt }) => {
      return { postId: id, number: 1, title, summary, body, tags, editorId: authorId, createdAt };
    }),
  });
  return written.map((post) => ({ ...post, isPublished: post.status === "published" }));
}

async function insertComments(tx: Tx, userIds: UserIds, written: WrittenPost[]): Promise<void> {
  const byTitle = new Map(written.map((post) => [post.title, post]));
  await tx.comment.createMany({
    data: comments.map(({ post, author, body }, index) => {
      const { id: postId, createdAt: postedAt } = known(byTitle, post);
      const createdAt = new Date(postedAt.getTime() + (index + 1) * 60_000);
      return { postId, authorId: known(userIds, author), body, createdAt };
    }),
  });
}

/** Everybody likes some two fifths of the others' posts, and the administrator follows everybody. */
async function insertReaders(tx: Tx, userIds: UserIds, written: WrittenPost[]): Promise<void> {
  const readers = [...userIds.values()];
  const likes = readers.flatMap((userId, reader) =>
    written
      .filter((post, index) => post.isPublished && post.authorId !== userId && (index * 7 + reader * 3) % 5 < 2)
      .map((post) => ({ userId, postId: post.id })),
  );
  await tx.favorite.createMany({ data: likes });

  const followerId = known(userIds, admin);
  const others = readers.filter((id) => id !== followerId);
  await tx.follow.createMany({ data: others.map((followeeId) => ({ followerId, followeeId })) });
}

function known<Value>(map: ReadonlyMap<string, Value>, key: string): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The demo speaks of ${key}, who is not in it`);
  return value;
}
