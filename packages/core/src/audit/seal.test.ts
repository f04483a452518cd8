import { expect, test } from "vitest";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { testWorld, type TestWorld, times } from "../testing.ts";
import { sealEvents } from "./seal.ts";
import { verifyWhole } from "./verify.ts";

const note = (ctx: Ctx, name: string) => audit(ctx, ctx.db, { action: "session.started", meta: { name } });
const chain = ({ db }: TestWorld) =>
  db.auditEvent.findMany({ where: { seq: { not: null } }, orderBy: { seq: "asc" }, select: { seq: true, meta: true } });
const namesOf = async (world: TestWorld) =>
  (await chain(world)).map(({ meta }) => (meta as { name?: string }).name ?? "");

test("what is noted is sealed in its order, and the chain holds", async () => {
  await using world = await testWorld();
  const ctx = world.anonymous;
  for (const name of ["a", "b", "c"]) await note(ctx, name);

  expect(await sealEvents(ctx)).toBe(3);
  await note(ctx, "d");
  expect(await sealEvents(ctx)).toBe(1);
  expect(await sealEvents(ctx)).toBe(0);

  expect(await namesOf(world)).toEqual(["a", "b", "c", "d"]);
  expect(await verifyWhole(ctx)).toEqual({ rows: 4, seq: 4, faults: [] });
  expect(await world.db.auditCheckpoint.findMany({ select: { seq: true } })).toEqual([{ seq: 3n }, { seq: 4n }]);
});

test("a row of a transaction that commits late is sealed after those that were there before it", async () => {
  await using world = await testWorld();
  const ctx = world.anonymous;
  const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
  const { promise: isWritten, resolve: written } = Promise.withResolvers<void>();
  const late = world.db.$transaction(async (tx) => {
    await audit(ctx, tx, { action: "session.started", meta: { name: "late" } });
    written();
    await mayEnd;
  });
  await isWritten;
  await note(ctx, "early");

  await sealEvents(ctx);
  end();
  await late;
  await sealEvents(ctx);

  expect(await namesOf(world)).toEqual(["early", "late"]);
  expect((await verifyWhole(ctx)).faults).toEqual([]);
});

test("of fifty writers and five sealers at once no row is left out and none sealed twice", async () => {
  await using world = await testWorld({ poolSize: 20, connectTimeoutMs: 20_000 });
  const ctx = world.anonymous;
  let isWriting = true;
  const writers = Promise.all(
    times(50, async (writer) => {
      for (let round = 0; round < 6; round += 1)
        await world.db.$transaction(async (tx) => {
          await audit(ctx, tx, { action: "session.started", meta: { name: `${writer}.${round}.0` } });
          await audit(ctx, tx, { action: "session.ended", meta: { name: `${writer}.${round}.1` } });
        });
    }),
  ).finally(() => (isWriting = false));
  const sealers = Promise.all(
    times(5, async () => {
      while (isWriting) await sealEvents(ctx);
    }),
  );
  await Promise.all([writers, sealers]);
  await sealEvents(ctx);

  const names = await namesOf(world);
  expect(new Set(names).size).toBe(600);
  expect((await chain(world)).map(({ seq }) => Number(seq))).toEqual(names.map((_, index) => index + 1));
  // What one transaction had committed before another began comes before it.
  for (let writer = 0; writer < 50; writer += 1) {
    const own = names.filter((name) => name.startsWith(`${writer}.`)).map((name) => name.split(".")[1]);
    expect(own).toEqual(own.toSorted());
  }
  expect(await verifyWhole(ctx)).toMatchObject({ rows: 600, faults: [] });
});

test("each checkpoint is told in the log, for those who keep it elsewhere", async () => {
  await using world = await testWorld();
  const logged: object[] = [];
  const log = { ...world.anonymous.log, info: (fields: object) => void logged.push(fields) };
  await note(world.anonymous, "a");

  await sealEvents({ ...world.anonymous, log });

  const [row] = await world.db.auditEvent.findMany();
  expect(logged).toEqual([{ seq: 1, hash: row?.hash, rows: 1 }]);
});

test("no row is changed, removed or sealed anew, nor a checkpoint", async () => {
  await using world = await testWorld();
  const ctx = world.anonymous;
  await note(ctx, "a");
  await note(ctx, "b");
  const { db } = world;
  const refused = (call: Promise<unknown>) => expect(call).rejects.toThrow(/append-only/);

  await refused(db.auditEvent.deleteMany());
  await refused(db.auditEvent.updateMany({ data: { ip: "192.0.2.1" } }));
  await refused(db.$executeRaw`UPDATE audit_events SET seq = 1`);
  await refused(db.$executeRaw`UPDATE audit_events SET seq = 1, hash = 'x', ip = '192.0.2.1'`);
  await sealEvents(ctx);
  await refused(db.$executeRaw`UPDATE audit_events SET seq = seq + 10`);
  await refused(db.$executeRaw`TRUNCATE audit_events`);
  await refused(db.auditEvent.deleteMany());
  await refused(db.auditCheckpoint.updateMany({ data: { mac: "x" } }));
  await refused(db.auditCheckpoint.deleteMany());
  await refused(db.$executeRaw`TRUNCATE audit_checkpoints`);

  expect((await verifyWhole(ctx)).faults).toEqual([]);
});
