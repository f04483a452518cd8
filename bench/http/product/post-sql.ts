/** Tenon's own statement, once more, with the viewer as `$1`. */
const columns = (body: string) => `
  SELECT p.id, p.slug, p.title, p.summary, ${body} p.tags, p.status::text AS status, p.status = 'published' AS published,
    p.publish_at AS "publishAt", p.published_at AS "publishedAt", p.created_at AS "createdAt", p.updated_at AS "updatedAt",
    p.deleted_at AS "deletedAt", p.version, p.favorites_count AS "favoritesCount", p.comments_count AS "commentsCount",
    COALESCE((SELECT true FROM favorites f WHERE f.user_id = $1::uuid AND f.post_id = p.id), false) AS favorited,
    u.id AS "authorId", u.username, u.name, u.bio, u.image, u.created_at AS "authorCreatedAt",
    COALESCE((SELECT true FROM follows w WHERE w.follower_id = $1::uuid AND w.followee_id = u.id), false) AS following
  FROM posts p JOIN users u ON u.id = p.author_id
  WHERE p.status = 'published' AND p.deleted_at IS NULL`;

export const getSql = { name: "get-post", text: `${columns("p.body,")} AND p.id = $2` };

/** The limit stands in the text: with `LIMIT $2` PostgreSQL thinks the kept plan expensive, and plans each time anew. */
export const listSql = (limit: number) => ({
  name: `list-posts-${limit}`,
  text: `${columns("")} ORDER BY p.listed_at DESC, p.id DESC LIMIT ${limit}`,
});

type Row = Record<string, unknown>;

/** A row as the `Post` or `PostSummary` of Tenon's contract. */
export function toPost({ authorId, username, name, bio, image, authorCreatedAt, following, ...post }: Row): Row {
  return { ...post, author: { id: authorId, username, name, bio, image, createdAt: authorCreatedAt, following } };
}
