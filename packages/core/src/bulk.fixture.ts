import type { Db } from "@tenon/db";

/** The id of the n-th user or post. */
export const idOf = (kind: "user" | "post", number: number): string =>
  `00000000-0000-7000-8000-${kind === "user" ? 1 : 2}${number.toString(16).padStart(11, "0")}`;

/**
 * 100 000 posts by 200 of 12 000 users, skewed as in life: few write most, few tags and words are on most, one post
 * has most of the comments and revisions, nine posts of ten are published. The same each time. Rows are as wide as in
 * life: with narrow ones, whether an index is read depended on a handful of pages that VACUUM had not marked.
 */
export async function fillDatabase(db: Db): Promise<void> {
  for (const statement of statements) await db.$executeRawUnsafe(statement);
}

const id = (kind: 1 | 2 | 3, number: string) =>
  `('00000000-0000-7000-8000-${kind}' || lpad(to_hex((${number})::int), 11, '0'))::uuid`;
/** From 0 to 1, by the row's number. */
const dice = (salt: number) => `(abs(hashint4extended(i, ${salt})) % 1000000 / 1000000.0)`;
/** From 0 to `count`, small numbers far more often. */
const skewed = (salt: number, count: number) => `floor(${dice(salt)} ^ 3 * ${count})::int`;
const at = "timestamptz '2026-01-01' + i / 2 * interval '1 minute'";

const statements = [
  `INSERT INTO users (id, email, email_normalized, username, name, bio, created_at, updated_at)
   SELECT ${id(1, "i")}, i, i, 'user-' || i, (ARRAY['Ada', 'Grace', 'Alan', 'Edsger'])[1 + i % 4] || ' Name' || i % 300,
     repeat('About me. ', 30), ${at}, now()
   FROM generate_series(0, 11999) i`,
  `INSERT INTO posts (id, slug, title, body, tags, status, publish_at, published_at, created_at, updated_at, deleted_at,
     favorites_count, author_id)
   SELECT ${id(2, "i")}, 'post-' || i, 'Title', 'word' || ${skewed(5, 500)} || ' word' || ${skewed(6, 5000)} || ' common',
     ARRAY['tag-' || ${skewed(1, 300)}, 'tag-' || (300 + ${skewed(2, 700)})],
     (CASE WHEN ${dice(3)} < 0.9 THEN 'published' WHEN ${dice(3)} < 0.98 THEN 'draft' ELSE 'scheduled' END)::post_status,
     CASE WHEN ${dice(3)} >= 0.98 THEN timestamptz '2027-01-01' END, CASE WHEN ${dice(3)} < 0.9 THEN ${at} END, ${at}, now(),
     CASE WHEN ${dice(4)} < 0.02 THEN now() END, ${skewed(7, 200)}, ${id(1, skewed(8, 200))}
   FROM generate_series(0, 99999) i`,
  `ALTER TABLE favorites DISABLE TRIGGER USER`,
  `ALTER TABLE comments DISABLE TRIGGER USER`,
  `INSERT INTO favorites (user_id, post_id) SELECT ${id(1, skewed(1, 2000))}, ${id(2, skewed(2, 100_000))}
   FROM generate_series(0, 12999) i ON CONFLICT DO NOTHING`,
  `INSERT INTO comments (id, post_id, author_id, body, created_at, updated_at)
   SELECT ${id(3, "i")}, ${id(2, `CASE WHEN i % 4 = 0 THEN 1 ELSE ${skewed(1, 100_000)} END`)}, ${id(1, skewed(2, 2000))}, '', ${at}, now()
   FROM generate_series(0, 12999) i`,
  `INSERT INTO post_revisions (post_id, number, title, summary, body, tags, editor_id)
   SELECT ${id(2, "CASE WHEN i % 10 = 0 THEN 1 ELSE i END")}, 1 + i, '', '', '', '{}', ${id(1, skewed(2, 200))}
   FROM generate_series(0, 12999) i`,
  `INSERT INTO follows (follower_id, followee_id) SELECT ${id(1, "i % 2000")}, ${id(1, skewed(2, 200))}
   FROM generate_series(0, 12999) i ON CONFLICT DO NOTHING`,
  `VACUUM ANALYZE`,
];
