-- AlterTable
ALTER TABLE "comments" ADD COLUMN     "number" SERIAL NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "comments_number_key" ON "comments"("number");
