-- AlterTable
ALTER TABLE "login_throttles" ADD COLUMN     "failed_in_a_row" INTEGER NOT NULL DEFAULT 0;
