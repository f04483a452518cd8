-- CreateEnum
CREATE TYPE "device_grant_status" AS ENUM ('pending', 'approved', 'denied', 'redeemed');

-- AlterEnum
ALTER TYPE "session_kind" ADD VALUE 'tokens';

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "refresh_counter" INTEGER,
ADD COLUMN     "refresh_rotated_at" TIMESTAMPTZ(3),
ADD COLUMN     "scopes" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "device_grants" (
    "id" UUID NOT NULL,
    "device_code_hash" TEXT NOT NULL,
    "user_code_hash" TEXT NOT NULL,
    "client_name" TEXT NOT NULL,
    "scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "status" "device_grant_status" NOT NULL DEFAULT 'pending',
    "claimed_by" UUID,
    "aal" SMALLINT NOT NULL DEFAULT 1,
    "amr" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "interval_seconds" INTEGER NOT NULL DEFAULT 5,
    "last_polled_at" TIMESTAMPTZ(3),
    "ip" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "device_grants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signing_keys" (
    "kid" TEXT NOT NULL,
    "public_jwk" JSONB NOT NULL,
    "sealed_private" BYTEA NOT NULL,
    "signs_from" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "signing_keys_pkey" PRIMARY KEY ("kid")
);

-- CreateIndex
CREATE UNIQUE INDEX "device_grants_device_code_hash_key" ON "device_grants"("device_code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "device_grants_user_code_hash_key" ON "device_grants"("user_code_hash");

-- CreateIndex
CREATE INDEX "device_grants_claimed_by_idx" ON "device_grants"("claimed_by");

-- CreateIndex
CREATE INDEX "device_grants_expires_at_idx" ON "device_grants"("expires_at");

-- CreateIndex
CREATE INDEX "signing_keys_signs_from_idx" ON "signing_keys"("signs_from");

-- AddForeignKey
ALTER TABLE "device_grants" ADD CONSTRAINT "device_grants_claimed_by_fkey" FOREIGN KEY ("claimed_by") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
