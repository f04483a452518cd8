import type { Post, PostStatus, PostSummary } from "@tenon/contract/posts";
import { type Db, Prisma, readRows, type Tx } from "@tenon/db";
import { toUser, userColumns, type UserRow } from "../users/rows.ts";

/** A post with its author, as `selectPosts` reads it in one round trip. */
export type PostRow = UserRow & {
  id: string;
  slug: string;
  title: string;
  summary: string;
  body: string;
  tags: string[];
  status: PostStatus;
  publishAt: Date | null;
  publishedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  deletedAt: Date | null;
  listedAt: Date;
  version: number;
  favoritesCount: number;
  commentsCount: number;
  favorited: boolean;
};

const columns = Prisma.sql`
  p.id, p.slug, p.title, p.summary, p.tags, p.status::text AS "status", p.publish_at AS "publishAt",
  p.published_at AS "publishedAt", p.created_at AS "createdAt", p.updated_at AS "updatedAt", p.deleted_at AS "deletedAt",
  p.listed_at AS "listedAt", p.version, p.favorites_count AS "favoritesCount", p.comments_count AS "commentsCount"`;

export type PostSelection = {
  viewer: string | null;
  /** Lists leave the body in the database. */
  withBody?: boolean;
  /** A further column to sort by, under its own name. */
  extra?: Prisma.Sql;
  /** Everything from WHERE on, about `posts p` and `users u`. */
  rest: Prisma.Sql;
};

/** Reads posts with their authors and what they are to the viewer. */
export const selectPosts = <Row extends PostRow = PostRow>(
  db: Db | Tx,
  { viewer, withBody = false, extra = Prisma.empty, rest }: PostSelection,
): Promise<Row[]> =>
  readRows<Row>(
    db,
    Prisma.sql`SELECT ${columns}, ${withBody ? Prisma.sql`p.body` : Prisma.sql`'' AS "body"`}, ${userColumns(viewer)},
      ${isFavoriteOf(viewer)} AS "favorited" ${extra}
    FROM posts p JOIN users u ON u.id = p.author_id AND u.deletion_at IS NULL ${rest}`,
  );

// Not EXISTS: PostgreSQL would read all of the viewer's favorites to look up a page of posts.
const isFavoriteOf = (viewer: string | null): Prisma.Sql =>
  viewer === null
    ? Prisma.sql`false`
    : Prisma.sql`COALESCE((SELECT true FROM favorites f WHERE f.user_id = ${viewer}::uuid AND f.post_id = p.id), false)`;

export const toPostSummary = (row: PostRow): PostSummary => ({
  id: row.id,
  slug: row.slug,
  title: row.title,
  summary: row.summary,
  tags: row.tags,
  status: row.status,
  published: row.status === "published",
  publishAt: row.publishAt,
  publishedAt: row.status === "published" ? row.publishedAt : null,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
  deletedAt: row.deletedAt,
  version: row.version,
  author: toUser(row),
  favorited: row.favorited,
  favoritesCount: row.favoritesCount,
  commentsCount: row.commentsCount,
});

export const toPost = (row: PostRow): Post => ({ ...toPostSummary(row), body: row.body });
