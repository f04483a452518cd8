-- AlterTable
ALTER TABLE "idempotency_records" ADD COLUMN     "created_id" UUID;
