import { keyRing } from "@tenon/auth";
import { describe, expect, test } from "vitest";
import { audit } from "../audit.ts";
import { testWorld, type TestWorld } from "../testing.ts";
import { type AuditRow, auditColumns, contentOf, hashOf } from "./chain.ts";
import { sealEvents } from "./seal.ts";
import { createSeals } from "./seals.ts";
import { linkOf, verifyAudit, verifyWhole } from "./verify.ts";

const rows = 12;

/** Twelve rows, sealed four at a time. */
async function sealedWorld(): Promise<TestWorld> {
  const world = await testWorld();
  for (let row = 1; row <= rows; row += 1) {
    await audit(world.anonymous, world.db, { action: "session.started", meta: { row } });
    if (row % 4 === 0) await sealEvents(world.anonymous);
  }
  return world;
}

/** What somebody does who owns the database. */
async function tamper({ db }: TestWorld, ...statements: string[]): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$executeRawUnsafe("SET LOCAL session_replication_role = replica");
    for (const statement of statements) await tx.$executeRawUnsafe(statement);
  });
}

const idAt = async ({ db }: TestWorld, seq: number) => (await db.auditEvent.findFirstOrThrow({ where: { seq } })).id;

/** Makes all hashes from a place on fit again, as anybody can. */
async function rebuild(world: TestWorld, from: number): Promise<void> {
  const { db } = world;
  let { hash } = await db.auditEvent.findFirstOrThrow({ where: { seq: from - 1 } });
  for (let seq = from; seq <= rows; seq += 1) {
    const [row] = await db.$queryRaw<AuditRow[]>`SELECT ${auditColumns} FROM audit_events e WHERE e.seq = ${seq}`;
    hash = hashOf(hash!, seq, contentOf(row!));
    await tamper(world, `UPDATE audit_events SET hash = '${hash}' WHERE seq = ${seq}`);
  }
}

type Fault = { kind: string; seq: number; until: number; at?: number };
type Case = [what: string, change: (world: TestWorld) => Promise<void>, faults: Fault[]];

describe("tampering is found, and where:", () => {
  test.for<Case>([
    [
      "a changed row",
      (world) => tamper(world, "UPDATE audit_events SET ip = '192.0.2.9' WHERE seq = 6"),
      [{ kind: "changed", seq: 6, until: 6, at: 6 }],
    ],
    [
      "a changed row with a hash that fits",
      async (world) => {
        await tamper(world, `UPDATE audit_events SET meta = '{"row":600}' WHERE seq = 6`);
        await rebuild(world, 6);
      },
      [
        { kind: "other-chain", seq: 8, until: 8 },
        { kind: "other-chain", seq: 12, until: 12 },
        { kind: "unsigned", seq: 5, until: 12 },
      ],
    ],
    [
      "a row that was removed",
      (world) => tamper(world, "DELETE FROM audit_events WHERE seq = 6"),
      [{ kind: "missing", seq: 6, until: 6 }],
    ],
    [
      "rows that were removed, the others having closed up",
      (world) =>
        tamper(
          world,
          "DELETE FROM audit_events WHERE seq IN (6, 7)",
          "UPDATE audit_events SET seq = seq + 1000 WHERE seq > 7",
          "UPDATE audit_events SET seq = seq - 1002 WHERE seq > 1000",
        ),
      [
        { kind: "changed", seq: 6, until: 6, at: 6 },
        { kind: "changed", seq: 7, until: 7, at: 7 },
        { kind: "changed", seq: 8, until: 8, at: 8 },
        { kind: "other-chain", seq: 8, until: 8 },
        { kind: "changed", seq: 9, until: 9, at: 9 },
        { kind: "changed", seq: 10, until: 10, at: 10 },
        { kind: "missing", seq: 11, until: 12 },
        { kind: "unsigned", seq: 5, until: 10 },
      ],
    ],
    [
      "two rows in each other's place",
      (world) =>
        tamper(
          world,
          "UPDATE audit_events SET seq = -seq WHERE seq IN (6, 7)",
          "UPDATE audit_events SET seq = CASE seq WHEN -6 THEN 7 ELSE 6 END WHERE seq < 0",
        ),
      [
        { kind: "moved", seq: 6, until: 7, at: 7 },
        { kind: "moved", seq: 6, until: 7, at: 6 },
      ],
    ],
    [
      "a row that was put in between",
      (world) =>
        tamper(
          world,
          "UPDATE audit_events SET seq = seq + 1000 WHERE seq >= 6",
          "UPDATE audit_events SET seq = seq - 999 WHERE seq > 1000",
          `INSERT INTO audit_events (id, action, seq, hash) VALUES (gen_random_uuid(), 'session.ended', 6, '${"a".repeat(64)}')`,
          "DELETE FROM audit_events WHERE seq = 13",
        ),
      [
        ...[6, 7, 8, 9, 10, 11].map((seq) => ({ kind: "moved", seq, until: seq + 1, at: seq + 1 })),
        { kind: "changed", seq: 12, until: 12, at: 12 },
        { kind: "other-chain", seq: 12, until: 12 },
        { kind: "inserted", seq: 6, until: 6, at: 6 },
        { kind: "unsigned", seq: 9, until: 12 },
      ],
    ],
    [
      "a tail that was cut off",
      (world) => tamper(world, "DELETE FROM audit_events WHERE seq > 10"),
      [
        { kind: "missing", seq: 11, until: 12 },
        { kind: "unsigned", seq: 9, until: 10 },
      ],
    ],
    [
      "a beginning that was cut off",
      (world) => tamper(world, "DELETE FROM audit_events WHERE seq < 3"),
      [{ kind: "missing", seq: 1, until: 2 }],
    ],
    [
      "a beginning that was cut off, with a made-up start",
      (world) =>
        tamper(
          world,
          `INSERT INTO audit_checkpoints SELECT 'start', seq, hash, now(), key_id, mac FROM audit_checkpoints WHERE seq = 4`,
          "DELETE FROM audit_events WHERE seq <= 4",
        ),
      [
        { kind: "forged-checkpoint", seq: 4, until: 4 },
        { kind: "missing", seq: 1, until: 4 },
      ],
    ],
    [
      "a row that was added with a hash that fits",
      async (world) => {
        await tamper(
          world,
          `INSERT INTO audit_events (id, action, seq, hash) VALUES (gen_random_uuid(), 'session.ended', 13, '')`,
        );
        const [row] = await world.db.$queryRaw<AuditRow[]>`SELECT ${auditColumns} FROM audit_events e WHERE e.seq = 13`;
        const { hash } = await world.db.auditEvent.findFirstOrThrow({ where: { seq: 12 } });
        await tamper(world, `UPDATE audit_events SET hash = '${hashOf(hash!, 13, contentOf(row!))}' WHERE seq = 13`);
      },
      [{ kind: "unsigned", seq: 13, until: 13 }],
    ],
    [
      "a checkpoint that was made up",
      (world) => tamper(world, `UPDATE audit_checkpoints SET hash = '${"b".repeat(64)}' WHERE seq = 8`),
      [{ kind: "forged-checkpoint", seq: 8, until: 8 }],
    ],
    [
      "all checkpoints removed",
      (world) => tamper(world, "DELETE FROM audit_checkpoints"),
      [{ kind: "unsigned", seq: 1, until: 12 }],
    ],
  ])("%s", async ([, change, faults]) => {
    await using world = await sealedWorld();
    expect((await verifyWhole(world.anonymous)).faults).toEqual([]);

    await change(world);

    const { faults: found } = await verifyWhole(world.anonymous);
    const expected = await Promise.all(
      faults.map(async ({ at, ...fault }) => ({ ...fault, id: at === undefined ? null : await idAt(world, at) })),
    );
    expect(found).toEqual(expected);
  });
});

test("a tail that was cut off with its checkpoints is found by what the log has told", async () => {
  await using world = await sealedWorld();
  const { hash } = await world.db.auditEvent.findFirstOrThrow({ where: { seq: 12 } });
  await tamper(world, "DELETE FROM audit_events WHERE seq > 8", "DELETE FROM audit_checkpoints WHERE seq > 8");

  const unaware = await verifyWhole(world.anonymous);
  const aware = await verifyWhole(world.anonymous, { known: linkOf(`12:${hash}`) });

  expect(unaware.faults).toEqual([]);
  expect(aware.faults).toEqual([{ kind: "missing", seq: 9, until: 12, id: null }]);
});

test("a whole chain made anew is found by what the log has told", async () => {
  await using world = await sealedWorld();
  const kept = await world.db.auditEvent.findFirstOrThrow({ where: { seq: 10 } });
  await tamper(world, `UPDATE audit_events SET ip = '192.0.2.9' WHERE seq = 9`);
  await rebuild(world, 9);

  const { faults } = await verifyWhole(world.anonymous, { known: linkOf(`10:${kept.hash}`) });

  expect(faults).toContainEqual({ kind: "other-chain", seq: 10, until: 10, id: null });
});

test("a chain that was cut goes on after what was signed, and the sealer notes it", async () => {
  await using world = await sealedWorld();
  const logged: string[] = [];
  const log = { ...world.anonymous.log, error: (_: object, message: string) => void logged.push(message) };
  await tamper(world, "DELETE FROM audit_events WHERE seq > 10");

  await sealEvents({ ...world.anonymous, log });
  await sealEvents({ ...world.anonymous, log });

  expect(logged).toEqual(["the audit log is not as it was signed"]);
  expect(await world.db.auditEvent.findFirst({ where: { seq: 13 } })).toMatchObject({
    action: "audit.broken",
    outcome: "failure",
    meta: { signedSeq: 12, lastSeq: 10 },
  });
  expect((await verifyWhole(world.anonymous)).faults).toEqual([
    { kind: "missing", seq: 11, until: 12, id: null },
    { kind: "broken", seq: 13, until: 13, id: await idAt(world, 13) },
  ]);
});

test.each([
  ["taken away", "DELETE FROM audit_checkpoints", "broken"],
  [
    "of a key that nobody has",
    "UPDATE audit_checkpoints SET key_id = 'nobody', mac = repeat('0', 64), hash = e.hash FROM audit_events e WHERE e.seq = audit_checkpoints.seq",
    "key-changed",
  ],
])(
  "a change with hashes that fit and checkpoints %s is found even when the sealer has signed it",
  async (_, checkpoints, kind) => {
    await using world = await sealedWorld();
    await tamper(world, `UPDATE audit_events SET ip = '192.0.2.9' WHERE seq = 6`);
    await rebuild(world, 6);
    await tamper(world, checkpoints);

    await sealEvents(world.anonymous);
    await audit(world.anonymous, world.db, { action: "session.started" });
    await sealEvents(world.anonymous);

    expect((await verifyWhole(world.anonymous)).faults).toEqual([
      { kind, seq: 13, until: 13, id: await idAt(world, 13) },
    ]);
  },
);

test("another APP_SECRET goes on with the chain, and each verification tells where", async () => {
  await using world = await sealedWorld();
  const ctx = { ...world.anonymous, seals: createSeals(keyRing("another-secret-of-tests-long-enough")) };
  expect((await verifyWhole(ctx)).faults).toEqual([{ kind: "unsigned", seq: 1, until: 12, id: null }]);

  await sealEvents(ctx);

  expect(await world.db.auditEvent.findFirst({ where: { seq: 13 } })).toMatchObject({ action: "audit.key-changed" });
  const told = [{ kind: "key-changed", seq: 13, until: 13, id: await idAt(world, 13) }];
  expect((await verifyWhole(ctx)).faults).toEqual(told);
  const both = createSeals(keyRing("another-secret-of-tests-long-enough", "a-secret-of-tests-that-is-long-enough"));
  expect((await verifyWhole({ ...ctx, seals: both })).faults).toEqual(told);
});

test("a verification goes on by its cursor, which nobody else can make", async () => {
  await using world = await testWorld({ statementTimeoutMs: 60_000 });
  const ctx = world.anonymous;
  await world.db
    .$executeRaw`INSERT INTO audit_events (id, action) SELECT gen_random_uuid(), 'session.started' FROM generate_series(1, 25000)`;
  await sealEvents(ctx);

  const first = await verifyAudit(ctx, {});
  const second = await verifyAudit(ctx, { cursor: first.nextCursor! });

  expect(first).toMatchObject({ rows: 20_000, seq: 20_000, faults: [] });
  expect(second).toMatchObject({ rows: 5000, seq: 25_000, faults: [], nextCursor: null });
  await expect(verifyAudit(ctx, { cursor: `${first.nextCursor}x` })).rejects.toMatchObject({
    reason: "INVALID_CURSOR",
  });
});
