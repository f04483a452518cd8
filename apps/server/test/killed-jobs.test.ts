import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DataExport } from "@tenon/contract/exports";
import type { Db } from "@tenon/db";
import { eventually } from "@tenon/db/testing";
import { expect, test } from "vitest";
import { ended, startWorkerProcess } from "./process.ts";
import { startTestApp } from "./test-app.ts";

/** Holds whoever wants to write to, or read, these tables, until it is let go. */
async function hold(
  db: Db,
  lock: string,
  waiting: number,
): Promise<{ reached: Promise<void>; release: () => Promise<void> }> {
  const [until, began] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const held = db.$transaction(
    async (tx) => {
      await tx.$executeRawUnsafe(lock);
      began.resolve();
      await until.promise;
    },
    { timeout: 60_000 },
  );
  await began.promise;
  const reached = eventually(async () => {
    const [row] = await db.$queryRaw<{ n: number }[]>`
      SELECT count(DISTINCT pid)::int AS n FROM pg_locks
      WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    expect(row?.n).toBe(waiting);
  });
  const release = async () => {
    until.resolve();
    await held;
  };
  return { reached: reached.then(() => undefined), release };
}

test(
  "a worker that is killed in the middle of an erasure and of an export is gone on for by the next, and leaves nothing behind",
  { timeout: 120_000 },
  async () => {
    await using server = await startTestApp({}, { poolSize: 4 });
    const { db } = server.app.deps;
    const [ada, bob, root] = [await server.join("ada"), await server.join("bob"), await server.join("root", "admin")];
    for (const { client } of [ada, bob]) await client.posts.create.mutate({ title: "A", body: "b", published: true });
    await ada.client.users.follow.mutate({ id: "bob" });
    await server.rest(`DELETE /users/${ada.id}`, { token: root.token });
    const asked = await server.rest<DataExport>("POST /me/export", { token: bob.token });
    const tmp = join(tmpdir(), `tenon-killed-${randomUUID()}`);
    await mkdir(tmp);
    const env = {
      DATABASE_URL: server.databaseUrl,
      MIGRATE_ON_START: "false",
      FILES_DIR: server.filesDir,
      TMPDIR: tmp,
    };

    // The erasure deletes followers before comments; the export reads API keys after all that is published.
    const held = await hold(db, "LOCK TABLE comments IN SHARE MODE; LOCK TABLE passkeys IN ACCESS EXCLUSIVE MODE", 2);
    await using first = await startWorkerProcess(env);
    await held.reached;
    const [follows, posts] = [await db.follow.count(), await db.post.count({ where: { authorId: ada.id } })];
    first.child.kill("SIGKILL");
    await ended(first.child);
    const left = await readdir(tmp, { recursive: true });
    await held.release();
    await using _ = await startWorkerProcess(env);

    expect([asked.status, follows, posts]).toEqual([202, 0, 1]);
    expect(left).toEqual([]);
    await eventually(async () => expect(await db.user.count({ where: { id: ada.id } })).toBe(0), { timeout: 60_000 });
    await eventually(
      async () => expect(await db.dataExport.findMany()).toMatchObject([{ status: "ready", userId: bob.id }]),
      { timeout: 60_000 },
    );
    expect(await db.post.findMany({ select: { authorId: true } })).toEqual([{ authorId: bob.id }]);
    const content = await server.rest("GET /me/export", { token: bob.token });
    expect(content.body).toMatchObject({ status: "ready" });
    expect(await db.auditEvent.count({ where: { action: "account.deleted" } })).toBe(1);
    await rm(tmp, { recursive: true, force: true });
  },
);
