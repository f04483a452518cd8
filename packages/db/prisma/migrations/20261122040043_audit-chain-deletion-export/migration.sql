-- CreateEnum
CREATE TYPE "audit_checkpoint_kind" AS ENUM ('seal', 'start');

-- CreateEnum
CREATE TYPE "data_export_status" AS ENUM ('running', 'ready', 'failed');

-- AlterEnum
ALTER TYPE "user_status" ADD VALUE 'deleting';

-- DropIndex
DROP INDEX "audit_events_action_at_idx";

-- DropIndex
DROP INDEX "audit_events_actor_id_at_idx";

-- DropIndex
DROP INDEX "audit_events_subject_id_at_idx";

-- AlterTable
ALTER TABLE "audit_events" ADD COLUMN     "hash" TEXT,
ADD COLUMN     "seq" BIGINT,
ADD COLUMN     "xid" xid8 NOT NULL DEFAULT pg_current_xact_id();

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "deletion_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "audit_checkpoints" (
    "kind" "audit_checkpoint_kind" NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "key_id" TEXT NOT NULL,
    "mac" TEXT NOT NULL,

    CONSTRAINT "audit_checkpoints_pkey" PRIMARY KEY ("kind","seq")
);

-- CreateTable
CREATE TABLE "data_exports" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "status" "data_export_status" NOT NULL DEFAULT 'running',
    "size" BIGINT,
    "sha256" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ready_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "data_exports_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "data_exports_user_id_created_at_idx" ON "data_exports"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "data_exports_expires_at_idx" ON "data_exports"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_events_seq_key" ON "audit_events"("seq");

-- CreateIndex
CREATE INDEX "audit_events_subject_id_at_id_idx" ON "audit_events"("subject_id", "at", "id");

-- CreateIndex
CREATE INDEX "audit_events_actor_id_at_id_idx" ON "audit_events"("actor_id", "at", "id");

-- CreateIndex
CREATE INDEX "audit_events_impersonator_idx" ON "audit_events"("impersonator_id", "at", "id") WHERE (impersonator_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "audit_events_action_at_id_idx" ON "audit_events"("action", "at", "id");

-- CreateIndex
CREATE INDEX "audit_events_failures_idx" ON "audit_events"("at", "id") WHERE (outcome = 'failure'::audit_outcome);

-- CreateIndex
CREATE INDEX "audit_events_unsealed_idx" ON "audit_events"("xid", "id") WHERE (seq IS NULL);

-- CreateIndex
CREATE INDEX "users_deleting_idx" ON "users"("id") WHERE (deletion_at IS NOT NULL);

-- AddForeignKey
ALTER TABLE "data_exports" ADD CONSTRAINT "data_exports_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Append-only: what is noted stays as it was noted. It is sealed once, and removed only as far as a signed `start` says.
CREATE FUNCTION keep_audit_events() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    unsealed audit_events;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        unsealed := NEW;
        unsealed.seq := NULL;
        unsealed.hash := NULL;
        -- Byte for byte, all but those two.
        IF NEW.seq IS NOT NULL AND NEW.hash IS NOT NULL AND unsealed *= OLD THEN RETURN NEW; END IF;
    ELSIF TG_OP = 'DELETE' THEN
        IF OLD.seq <= (SELECT max(seq) FROM audit_checkpoints WHERE kind = 'start') THEN RETURN OLD; END IF;
    END IF;
    RAISE EXCEPTION 'audit_events is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_events_kept BEFORE UPDATE OR DELETE ON audit_events
    FOR EACH ROW EXECUTE FUNCTION keep_audit_events();
CREATE TRIGGER audit_events_not_truncated BEFORE TRUNCATE ON audit_events
    FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_events();

CREATE FUNCTION keep_audit_checkpoints() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.seq < (SELECT max(seq) FROM audit_checkpoints WHERE kind = 'start') THEN RETURN OLD; END IF;
    END IF;
    RAISE EXCEPTION 'audit_checkpoints is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_checkpoints_kept BEFORE UPDATE OR DELETE ON audit_checkpoints
    FOR EACH ROW EXECUTE FUNCTION keep_audit_checkpoints();
CREATE TRIGGER audit_checkpoints_not_truncated BEFORE TRUNCATE ON audit_checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_checkpoints();
