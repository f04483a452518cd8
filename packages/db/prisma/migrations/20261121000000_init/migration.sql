-- CreateEnum
CREATE TYPE "role" AS ENUM ('user', 'editor', 'admin');
CREATE TYPE "user_status" AS ENUM ('active', 'disabled');
CREATE TYPE "session_kind" AS ENUM ('cookie', 'bearer', 'impersonation');
CREATE TYPE "post_status" AS ENUM ('draft', 'scheduled', 'published');

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "email_normalized" TEXT NOT NULL,
    "email_verified_at" TIMESTAMPTZ(3),
    "password_hash" TEXT,
    "username" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "bio" TEXT NOT NULL DEFAULT '',
    "image" TEXT,
    "role" "role" NOT NULL DEFAULT 'user',
    "status" "user_status" NOT NULL DEFAULT 'active',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    -- Without these characters, of which the parser would make numbers, hosts, paths and addresses.
    "search" TSVECTOR GENERATED ALWAYS AS (
        to_tsvector('simple'::regconfig, translate(username || ' ' || name, '-_./@:+~&%#=?<>', '               '))
    ) STORED,
    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "follows" (
    "follower_id" UUID NOT NULL,
    "followee_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "follows_pkey" PRIMARY KEY ("follower_id", "followee_id")
);

CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "public_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "actor_id" UUID,
    "kind" "session_kind" NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "absolute_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "authenticated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ip" TEXT,
    "user_agent" TEXT,
    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "login_throttles" (
    "key_hash" TEXT NOT NULL,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "lock_level" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    CONSTRAINT "login_throttles_pkey" PRIMARY KEY ("key_hash")
);

CREATE TABLE "posts" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL,
    "tags" TEXT[],
    "status" "post_status" NOT NULL DEFAULT 'draft',
    "publish_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "favorites_count" INTEGER NOT NULL DEFAULT 0,
    "comments_count" INTEGER NOT NULL DEFAULT 0,
    "author_id" UUID NOT NULL,
    "listed_at" TIMESTAMPTZ(3) NOT NULL GENERATED ALWAYS AS (COALESCE(published_at, created_at)) STORED,
    "search" TSVECTOR GENERATED ALWAYS AS (
        setweight(to_tsvector('english'::regconfig, title), 'A')
        || setweight(to_tsvector('english'::regconfig, summary), 'B')
        || setweight(to_tsvector('english'::regconfig, body), 'C')
    ) STORED,
    CONSTRAINT "posts_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "post_revisions" (
    "post_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "tags" TEXT[],
    "editor_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "post_revisions_pkey" PRIMARY KEY ("post_id", "number")
);

CREATE TABLE "favorites" (
    "user_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "favorites_pkey" PRIMARY KEY ("user_id", "post_id")
);

CREATE TABLE "tags" (
    "name" TEXT NOT NULL,
    "posts_count" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "tags_pkey" PRIMARY KEY ("name")
);

CREATE TABLE "comments" (
    "id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "comments_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "idempotency_records" (
    "principal" TEXT NOT NULL,
    "procedure" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "output" TEXT,
    "locked_until" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "idempotency_records_pkey" PRIMARY KEY ("principal", "procedure", "key")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_normalized_key" ON "users"("email_normalized");
CREATE UNIQUE INDEX "users_username_key" ON "users"("username");
CREATE INDEX "users_created_at_id_idx" ON "users"("created_at", "id");
CREATE INDEX "users_admin_idx" ON "users"("role") WHERE (role = 'admin'::role);
CREATE INDEX "users_search_idx" ON "users" USING GIN ("search");
CREATE INDEX "follows_followee_id_idx" ON "follows"("followee_id");
CREATE UNIQUE INDEX "sessions_public_id_key" ON "sessions"("public_id");
CREATE INDEX "sessions_user_id_expires_at_idx" ON "sessions"("user_id", "expires_at");
CREATE INDEX "sessions_expires_at_idx" ON "sessions"("expires_at");
CREATE INDEX "sessions_absolute_expires_at_idx" ON "sessions"("absolute_expires_at");
CREATE INDEX "sessions_actor_id_idx" ON "sessions"("actor_id");
CREATE INDEX "login_throttles_window_start_idx" ON "login_throttles"("window_start");
CREATE UNIQUE INDEX "posts_slug_key" ON "posts"("slug");
CREATE INDEX "posts_listed_idx" ON "posts"("status", "listed_at", "id") WHERE (deleted_at IS NULL);
CREATE INDEX "posts_popular_idx" ON "posts"("status", "favorites_count", "id") WHERE (deleted_at IS NULL);
CREATE INDEX "posts_author_idx" ON "posts"("author_id", "status", "listed_at", "id") WHERE (deleted_at IS NULL);
CREATE INDEX "posts_author_popular_idx" ON "posts"("author_id", "status", "favorites_count", "id") WHERE (deleted_at IS NULL);
CREATE INDEX "posts_due_idx" ON "posts"("publish_at") WHERE (status = 'scheduled'::post_status);
CREATE INDEX "posts_bin_idx" ON "posts"("author_id", "deleted_at", "id") WHERE (deleted_at IS NOT NULL);
CREATE INDEX "posts_tags_idx" ON "posts" USING GIN ("tags");
CREATE INDEX "posts_search_idx" ON "posts" USING GIN ("search");
CREATE INDEX "post_revisions_editor_id_idx" ON "post_revisions"("editor_id");
CREATE INDEX "favorites_post_id_idx" ON "favorites"("post_id");
CREATE INDEX "tags_posts_count_name_idx" ON "tags"("posts_count", "name");
CREATE INDEX "comments_post_id_created_at_id_idx" ON "comments"("post_id", "created_at", "id");
CREATE INDEX "comments_author_id_idx" ON "comments"("author_id");
CREATE INDEX "idempotency_records_expires_at_idx" ON "idempotency_records"("expires_at");

-- AddForeignKey
ALTER TABLE "follows" ADD CONSTRAINT "follows_follower_id_fkey" FOREIGN KEY ("follower_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "follows" ADD CONSTRAINT "follows_followee_id_fkey" FOREIGN KEY ("followee_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "posts" ADD CONSTRAINT "posts_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "post_revisions" ADD CONSTRAINT "post_revisions_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "posts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "post_revisions" ADD CONSTRAINT "post_revisions_editor_id_fkey" FOREIGN KEY ("editor_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "favorites" ADD CONSTRAINT "favorites_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "favorites" ADD CONSTRAINT "favorites_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "posts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "comments" ADD CONSTRAINT "comments_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "posts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "comments" ADD CONSTRAINT "comments_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Derived counters. Triggers keep them right under cascades, bulk changes and SQL by hand.
CREATE FUNCTION count_favorites() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        UPDATE posts SET favorites_count = favorites_count + 1 WHERE id = NEW.post_id;
    ELSE
        UPDATE posts SET favorites_count = favorites_count - 1 WHERE id = OLD.post_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER favorites_count AFTER INSERT OR DELETE ON favorites FOR EACH ROW EXECUTE FUNCTION count_favorites();

CREATE FUNCTION count_comments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        UPDATE posts SET comments_count = comments_count + 1 WHERE id = NEW.post_id;
    ELSE
        UPDATE posts SET comments_count = comments_count - 1 WHERE id = OLD.post_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER comments_count AFTER INSERT OR DELETE ON comments FOR EACH ROW EXECUTE FUNCTION count_comments();

-- Once per statement and in the order of names, so that two writers, also of many posts, lock in the same order.
CREATE FUNCTION count_post_tags() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before text[] := '{}';
    after text[] := '{}';
BEGIN
    IF TG_OP <> 'INSERT' THEN
        before := ARRAY(SELECT unnest(tags) FROM old_posts WHERE status = 'published' AND deleted_at IS NULL);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        after := ARRAY(SELECT unnest(tags) FROM new_posts WHERE status = 'published' AND deleted_at IS NULL);
    END IF;
    IF before = after THEN RETURN NULL; END IF;
    INSERT INTO tags (name, posts_count)
    SELECT name, sum(delta) FROM (SELECT unnest(after) AS name, 1 AS delta UNION ALL SELECT unnest(before), -1) AS change
    GROUP BY name HAVING sum(delta) <> 0 ORDER BY name
    ON CONFLICT (name) DO UPDATE SET posts_count = tags.posts_count + excluded.posts_count;
    RETURN NULL;
END $$;
CREATE TRIGGER posts_tags_insert AFTER INSERT ON posts REFERENCING NEW TABLE AS new_posts
    FOR EACH STATEMENT EXECUTE FUNCTION count_post_tags();
CREATE TRIGGER posts_tags_update AFTER UPDATE ON posts REFERENCING OLD TABLE AS old_posts NEW TABLE AS new_posts
    FOR EACH STATEMENT EXECUTE FUNCTION count_post_tags();
CREATE TRIGGER posts_tags_delete AFTER DELETE ON posts REFERENCING OLD TABLE AS old_posts
    FOR EACH STATEMENT EXECUTE FUNCTION count_post_tags();
