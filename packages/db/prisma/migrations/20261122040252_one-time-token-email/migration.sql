-- AlterTable
ALTER TABLE "one_time_tokens" ADD COLUMN     "email" TEXT;

-- CreateIndex
CREATE INDEX "one_time_tokens_email_kind_idx" ON "one_time_tokens"("email", "kind");
