import { randomBytes } from "node:crypto";
import type { Deps } from "@tenon/core/ctx";
import { slugOf } from "@tenon/core/slugs";
import { comments } from "./comments.ts";
import { people } from "./people.ts";
import { posts } from "./posts.ts";

export type SeededAdmin = { email: string; password: string };

const hourMs = 3_600_000;

/** Fills an empty database with a readable demo; returns the administrator, or nothing when somebody is there already. */
export async function seedDemo(
  { db, auth }: Pick<Deps, "db" | "auth">,
  now = new Date(),
): Promise<SeededAdmin | undefined> {
  const password = randomBytes(12).toString("base64url");
  const passwordHash = await auth.passwords.hash(password);

  return db.$transaction(async (tx) => {
    // Two first starts at once: the second one waits here and then finds people.
    await tx.$executeRaw`LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE`;
    if ((await tx.user.count()) > 0) return undefined;

    const users = await tx.user.createManyAndReturn({
      data: people.map(({ username, ...person }) => ({
        ...person,
        username,
        email: emailOf(username),
        emailNormalized: emailOf(username),
        emailVerifiedAt: now,
        passwordHash: username === "admin" ? passwordHash : null,
      })),
      select: { id: true, username: true },
    });
    const idOf = new Map(users.map((user) => [user.username, user.id]));

    // Oldest first, a few hours apart, so that every list has an order to show.
    const rows = posts.map(({ author, status = "published" as const, ...content }, index) => {
      const at = new Date(now.getTime() - (posts.length - index) * 7 * hourMs);
      return {
        ...content,
        slug: slugOf(content.title),
        authorId: idOf.get(author)!,
        status,
        createdAt: at,
        updatedAt: at,
        publishedAt: status === "published" ? at : null,
      };
    });
    const written = await tx.post.createManyAndReturn({ data: rows });
    const postOf = new Map(written.map((post) => [post.title, post]));

    await tx.postRevision.createMany({
      data: written.map(({ id, title, summary, body, tags, authorId, createdAt }) => {
        return { postId: id, number: 1, title, summary, body, tags, editorId: authorId, createdAt };
      }),
    });
    await tx.comment.createMany({
      data: comments.map(({ post, author, body }, index) => {
        const { id: postId, createdAt } = postOf.get(post)!;
        return {
          postId,
          authorId: idOf.get(author)!,
          body,
          createdAt: new Date(createdAt.getTime() + (index + 1) * 60_000),
        };
      }),
    });
    const readers = users.flatMap((user, reader) =>
      written
        .filter(
          (post, index) => post.status === "published" && (index * 7 + reader * 3) % 5 < 2 && post.authorId !== user.id,
        )
        .map((post) => ({ userId: user.id, postId: post.id })),
    );
    await tx.favorite.createMany({ data: readers });
    const [first, ...others] = users;
    if (first)
      await tx.follow.createMany({ data: others.map((other) => ({ followerId: first.id, followeeId: other.id })) });
    return { email: emailOf("admin"), password };
  });
}

const emailOf = (username: string) => `${username}@example.com`;
