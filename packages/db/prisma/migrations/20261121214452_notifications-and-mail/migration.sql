-- CreateEnum
CREATE TYPE "mail_outcome" AS ENUM ('sent', 'refused', 'discarded', 'limited', 'skipped');

-- CreateEnum
CREATE TYPE "notification_type" AS ENUM ('follower', 'comment', 'post');

-- CreateEnum
CREATE TYPE "notify_by" AS ENUM ('off', 'app', 'mail');

-- DropIndex
DROP INDEX "follows_followee_id_idx";

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "email_bounced_at" TIMESTAMPTZ(3),
ADD COLUMN     "notify_comment" "notify_by" NOT NULL DEFAULT 'mail',
ADD COLUMN     "notify_follower" "notify_by" NOT NULL DEFAULT 'mail',
ADD COLUMN     "notify_post" "notify_by" NOT NULL DEFAULT 'app';

-- CreateTable
CREATE TABLE "mail_deliveries" (
    "id" UUID NOT NULL,
    "address_hash" TEXT NOT NULL,
    "outcome" "mail_outcome" NOT NULL,
    "response" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mail_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notifications" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "type" "notification_type" NOT NULL,
    "actor_id" UUID NOT NULL,
    "post_id" UUID,
    "comment_id" UUID,
    "subject_id" UUID NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "mailed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "mail_deliveries_address_hash_created_at_idx" ON "mail_deliveries"("address_hash", "created_at");

-- CreateIndex
CREATE INDEX "mail_deliveries_created_at_idx" ON "mail_deliveries"("created_at");

-- CreateIndex
CREATE INDEX "notifications_user_id_created_at_id_idx" ON "notifications"("user_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "notifications_unread_idx" ON "notifications"("user_id", "created_at", "id") WHERE (read_at IS NULL);

-- CreateIndex
CREATE INDEX "notifications_created_at_idx" ON "notifications"("created_at");

-- CreateIndex
CREATE INDEX "notifications_actor_id_idx" ON "notifications"("actor_id");

-- CreateIndex
CREATE INDEX "notifications_post_id_idx" ON "notifications"("post_id");

-- CreateIndex
CREATE INDEX "notifications_comment_id_idx" ON "notifications"("comment_id");

-- CreateIndex
CREATE UNIQUE INDEX "notifications_user_id_type_subject_id_key" ON "notifications"("user_id", "type", "subject_id");

-- CreateIndex
CREATE INDEX "follows_followee_id_follower_id_idx" ON "follows"("followee_id", "follower_id");

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "posts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comments"("id") ON DELETE CASCADE ON UPDATE CASCADE;
