-- CreateEnum
CREATE TYPE "file_status" AS ENUM ('pending', 'ready');

-- CreateEnum
CREATE TYPE "file_kind" AS ENUM ('image', 'video', 'audio', 'document', 'archive');

-- CreateTable
CREATE TABLE "files" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "kind" "file_kind" NOT NULL,
    "size" BIGINT NOT NULL,
    "sha256" TEXT,
    "status" "file_status" NOT NULL DEFAULT 'pending',
    "is_public" BOOLEAN NOT NULL DEFAULT false,
    "width" INTEGER,
    "height" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "link_used_at" TIMESTAMPTZ(3),
    "claimed_until" TIMESTAMPTZ(3),

    CONSTRAINT "files_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file_usages" (
    "user_id" UUID NOT NULL,
    "bytes" BIGINT NOT NULL,

    CONSTRAINT "file_usages_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE INDEX "files_owner_id_created_at_id_idx" ON "files"("owner_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "files_pending_idx" ON "files"("expires_at") WHERE (status = 'pending'::file_status);

-- AddForeignKey
ALTER TABLE "files" ADD CONSTRAINT "files_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_usages" ADD CONSTRAINT "file_usages_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Locks the owner's row until the end of the transaction: of uploads at once, each sees what the ones before it took.
CREATE FUNCTION count_file_bytes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO file_usages (user_id, bytes) VALUES (NEW.owner_id, NEW.size)
        ON CONFLICT (user_id) DO UPDATE SET bytes = file_usages.bytes + excluded.bytes;
    ELSIF TG_OP = 'UPDATE' THEN
        UPDATE file_usages SET bytes = bytes + NEW.size - OLD.size WHERE user_id = NEW.owner_id;
    ELSE
        UPDATE file_usages SET bytes = bytes - OLD.size WHERE user_id = OLD.owner_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER files_usage_change AFTER INSERT OR DELETE ON files FOR EACH ROW EXECUTE FUNCTION count_file_bytes();
CREATE TRIGGER files_usage_resize AFTER UPDATE OF size ON files FOR EACH ROW WHEN (OLD.size <> NEW.size) EXECUTE FUNCTION count_file_bytes();
