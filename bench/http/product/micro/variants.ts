import pg from "pg";
import { keyRing } from "../../../../packages/auth/src/key-ring.ts";
import type { Ctx } from "../../../../packages/core/src/ctx.ts";
import { createCursors } from "../../../../packages/core/src/cursors.ts";
import { getPost, listPosts } from "../../../../packages/core/src/posts.ts";
import { createDb } from "../../../../packages/db/src/create-db.ts";
import { hidden, includeFor, isPublic, newestFirst, toView } from "../post-query.ts";
import { getSql, listSql, toPost } from "../post-sql.ts";
import { readerId } from "../seed-sql.ts";
import { openPrisma } from "../servers/prisma.ts";
import { pageSize, poolSize, settings } from "../settings.ts";

export type Reader = { get: (id: string) => Promise<unknown>; list: () => Promise<unknown> };

/** The same two reads, without a server around them. */
export const variants: Record<string, () => Reader> = {
  "raw pg, named statements"() {
    const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: poolSize });
    return {
      get: async (id) => (await pool.query({ ...getSql, values: [readerId, id] })).rows.map(toPost)[0],
      list: async () => (await pool.query({ ...listSql(pageSize), values: [readerId] })).rows.map(toPost),
    };
  },
  "Tenon's core (readRows, named)"() {
    const ctx = {
      db: createDb({ url: settings.databaseUrl, poolSize }),
      cursors: createCursors(keyRing("a secret of at least thirty-two bytes")),
      actor: { kind: "user", id: readerId, permissions: new Set() },
    } as unknown as Ctx;
    const input = { limit: pageSize, published: true, deleted: false };
    return { get: (id) => getPost(ctx, { id }), list: () => listPosts(ctx, input) };
  },
  "Prisma include, relationJoins (a preview)"() {
    const { post } = createDb({ url: settings.databaseUrl, poolSize });
    return readerOf(post as unknown as ReturnType<typeof openPrisma>["post"]);
  },
  "Prisma include, as it comes": () => readerOf(openPrisma().post),
};

const readerOf = (posts: ReturnType<typeof openPrisma>["post"]): Reader => ({
  async get(id) {
    const found = await posts.findUnique({ where: { id, ...isPublic }, include: includeFor(readerId), omit: hidden });
    return found && toView(found);
  },
  async list() {
    const found = await posts.findMany({
      where: isPublic,
      include: includeFor(readerId),
      omit: { ...hidden, body: true },
      orderBy: newestFirst,
      take: pageSize,
    });
    return found.map(toView);
  },
});
