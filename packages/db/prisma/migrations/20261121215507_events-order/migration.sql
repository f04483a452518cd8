-- CreateIndex
CREATE INDEX "events_xid_id_idx" ON "events"("xid", "id");
