-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "remember" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "start" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "scopes" TEXT[],
    "allowed_ips" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "aal" SMALLINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys"("hash");

-- CreateIndex
CREATE INDEX "api_keys_owner_id_created_at_idx" ON "api_keys"("owner_id", "created_at");

-- CreateIndex
CREATE INDEX "api_keys_expires_at_idx" ON "api_keys"("expires_at");

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- As sessions tell (`SessionNews`): a key is looked up as rarely.
CREATE FUNCTION tell_api_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('tenon_sessions', 's:' || OLD.id);
  RETURN NULL;
END $$;

CREATE TRIGGER api_keys_tell_ended AFTER DELETE ON api_keys FOR EACH ROW EXECUTE FUNCTION tell_api_key();

CREATE TRIGGER api_keys_tell_changed AFTER UPDATE ON api_keys
  FOR EACH ROW WHEN (
    NEW.hash <> OLD.hash OR NEW.owner_id <> OLD.owner_id OR NEW.scopes <> OLD.scopes OR NEW.allowed_ips <> OLD.allowed_ips
    OR NEW.aal <> OLD.aal OR NEW.expires_at IS DISTINCT FROM OLD.expires_at)
  EXECUTE FUNCTION tell_api_key();
