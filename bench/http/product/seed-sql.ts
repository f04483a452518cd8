const id = (kind: 1 | 2, number: string) =>
  `('00000000-0000-7000-8000-${kind}' || lpad(to_hex((${number})::int), 11, '0'))::uuid`;
const at = "timestamptz '2026-01-01' + i * interval '1 minute'";
const sentence = "What is measured is what was asked, on the day it was asked, and on that machine. ";

/** Who signs in. */
export const readerId = "00000000-0000-7000-8000-100000000000";
export const postIds = Array.from({ length: 100 }, (_, index) => {
  const number = (index * 97) % 10_000;
  return `00000000-0000-7000-8000-2${number.toString(16).padStart(11, "0")}`;
});

/** 200 users; 10 000 posts of 1 to 3 kB, all published; the reader likes every third one and follows half of the authors. */
export const seedStatements = [
  `INSERT INTO users (id, email, email_normalized, username, name, bio, image, created_at, updated_at)
   SELECT ${id(1, "i")}, 'user' || i || '@example.com', 'user' || i || '@example.com', 'user-' || i, 'User Number ' || i,
     'Writes about things that can be counted.', 'https://example.com/avatars/' || i || '.png', ${at}, ${at}
   FROM generate_series(0, 199) i`,
  `INSERT INTO posts (id, slug, title, summary, body, tags, status, published_at, created_at, updated_at, author_id)
   SELECT ${id(2, "i")}, 'post-number-' || i, 'Post number ' || i || ' about counting', repeat('${sentence}', 2),
     repeat('${sentence}', 12 + i % 24), ARRAY['tag-' || i % 50, 'tag-' || 50 + i % 70, 'counting'], 'published',
     ${at}, ${at}, ${at}, ${id(1, "i % 200")}
   FROM generate_series(0, 9999) i`,
  `INSERT INTO favorites (user_id, post_id) SELECT ${id(1, "0")}, ${id(2, "i")} FROM generate_series(0, 9999, 3) i`,
  `INSERT INTO follows (follower_id, followee_id) SELECT ${id(1, "0")}, ${id(1, "i")} FROM generate_series(2, 199, 2) i`,
  "VACUUM ANALYZE",
];

/** A session of the reader's, as Tenon's sign-in would write it; `$1` is the token's hash. */
export const sessionStatement = `
  INSERT INTO sessions (id, public_id, user_id, kind, expires_at, absolute_expires_at)
  VALUES ($1, gen_random_uuid(), '${readerId}', 'cookie', now() + interval '7 days', now() + interval '30 days')`;
