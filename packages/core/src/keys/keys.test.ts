import { createAuth, keyRing } from "@tenon/auth";
import { expect, test } from "vitest";
import { audit } from "../audit.ts";
import { sealEvents } from "../audit/seal.ts";
import { createSeals } from "../audit/seals.ts";
import { verifyWhole } from "../audit/verify.ts";
import { testJobCtx, testWorld } from "../testing.ts";
import { createVault } from "../vault.ts";
import { resealAll } from "./reseal.ts";
import { sealedColumns } from "./sealed-columns.ts";
import { keyUsage } from "./usage.ts";

const [old, next, gone] = ["an old secret", "the next secret", "a secret that nobody has any more"];
const [oldId, nextId, goneId] = keyRing(old, next, gone).map(({ id }) => id);

async function seal(
  world: Awaited<ReturnType<typeof testWorld>>,
  secrets: { by: string; text: string; previous?: string }[],
) {
  const now = new Date();
  for (const { by, text, previous } of secrets) {
    const vault = createVault(keyRing(by));
    const previousSecret = previous === undefined ? null : vault.seal("webhooks", previous);
    await world.db.webhook.create({
      data: { secret: vault.seal("webhooks", text), previousSecret, createdAt: now, updatedAt: now },
    });
  }
}

test("what an earlier key has sealed is sealed anew, once; what no key opens stays as it is and is told", async () => {
  await using world = await testWorld();
  await seal(world, [
    { by: old, text: "one", previous: "zero" },
    { by: next, text: "two" },
    { by: gone, text: "three" },
  ]);
  const warned: object[] = [];
  const log = { ...world.anonymous.log, warn: (fields: object) => warned.push(fields) };
  const ctx = { ...world.anonymous, log, vault: createVault(keyRing(next, old)) };

  expect([await resealAll(ctx), await resealAll(ctx)]).toEqual([2, 0]);

  const rows = await world.db.webhook.findMany({ orderBy: { id: "asc" } });
  const vault = createVault(keyRing(next));
  expect(rows.slice(0, 2).map(({ secret }) => vault.open("webhooks", secret))).toEqual(["one", "two"]);
  expect(vault.open("webhooks", rows[0]!.previousSecret!)).toBe("zero");
  expect(warned).toEqual([
    { table: "webhooks", rows: 1 },
    { table: "webhooks", rows: 1 },
  ]);
});

test("more than a batch is sealed anew", async () => {
  await using world = await testWorld();
  await seal(
    world,
    Array.from({ length: 600 }, (_, index) => ({ by: old, text: String(index) })),
  );

  expect(await resealAll({ ...world.anonymous, vault: createVault(keyRing(next, old)) })).toBe(600);
});

test("an operator is told how many rows need which key", async () => {
  await using world = await testWorld();
  await seal(world, [
    { by: old, text: "one", previous: "zero" },
    { by: next, text: "two" },
    { by: gone, text: "three" },
  ]);
  const cheap = { db: world.db, throttleKeys: keyRing(old), passwords: { memoryKib: 8, passes: 1 } };
  const pepper = (secret: string) =>
    createAuth({ ...cheap, passwords: { ...cheap.passwords, pepper: keyRing(secret) } }).passwords.hash("x");
  const hashes = [
    await pepper(old),
    await pepper(old),
    await pepper(next),
    await createAuth(cheap).passwords.hash("x"),
  ];
  for (const [index, passwordHash] of hashes.entries()) {
    const { actor } = await world.as(`user-${index}`);
    await world.db.user.update({ where: { id: actor.id }, data: { passwordHash } });
    const usedAt = index === 0 ? new Date() : null;
    await world.db.recoveryCode.create({ data: { userId: actor.id, slot: "A", hash: passwordHash, usedAt } });
  }

  const usage = await keyUsage(world.anonymous);

  const told = usage.map(({ what, keyId, rows }) => `${what} ${keyId} ${rows}`);
  expect(told.toSorted()).toEqual(
    [
      `users.password_hash ${oldId} 2`,
      `users.password_hash ${nextId} 1`,
      "users.password_hash null 1",
      `recovery_codes.hash ${oldId} 1`,
      `recovery_codes.hash ${nextId} 1`,
      "recovery_codes.hash null 1",
      `webhooks.secret ${oldId} 1`,
      `webhooks.secret ${nextId} 1`,
      `webhooks.secret ${goneId} 1`,
      `webhooks.previous_secret ${oldId} 1`,
    ].toSorted(),
  );
});

test("of the audit log the last checkpoint of each kind needs its key; a chain that only they are known of is found good", async () => {
  await using world = await testWorld();
  const note = () => audit(world.anonymous, world.db, { action: "session.started" });
  const [before, after] = [createSeals(keyRing(old)), createSeals(keyRing(next))];
  const job = testJobCtx(world.anonymous);
  await note();
  await sealEvents({ ...job, seals: before });
  const then = await keyUsage(world.anonymous);
  await note();
  await sealEvents({ ...job, seals: createSeals(keyRing(next, old)) });

  const now = await keyUsage(world.anonymous);

  const what = "audit_checkpoints, last seal";
  expect(then).toEqual([{ what, purpose: "audit", keyId: oldId, rows: 1 }]);
  expect(now).toEqual([{ what, purpose: "audit", keyId: nextId, rows: 1 }]);
  expect(await verifyWhole({ ...world.anonymous, seals: after })).toMatchObject({ rows: 2, faults: [] });
});

test("the secrets of apps and of signing keys are sealed anew for what they were sealed for", async () => {
  await using world = await testWorld();
  const { actor } = await world.as("ada");
  const before = createVault(keyRing(old));
  const secret = before.seal(`totp:${actor.id}`, "of ada's app");
  await world.db.totpFactor.create({ data: { userId: actor.id, secret } });
  const sealedPrivate = before.seal("signing-key", "a private key");
  await world.db.signingKey.create({ data: { kid: "one", publicJwk: {}, sealedPrivate, signsFrom: new Date() } });

  const resealed = await resealAll({ ...world.anonymous, vault: createVault(keyRing(next, old)) });

  const vault = createVault(keyRing(next));
  expect(resealed).toBe(2);
  const factor = await world.db.totpFactor.findFirstOrThrow();
  expect(vault.open(`totp:${actor.id}`, factor.secret)).toBe("of ada's app");
  expect(vault.open("signing-key", (await world.db.signingKey.findFirstOrThrow()).sealedPrivate)).toBe("a private key");
});

test("every column of bytes is sealed and has its row, or is known not to be secret", async () => {
  await using world = await testWorld();
  const columns = await world.db.$queryRaw<{ name: string }[]>`
    SELECT table_name || '.' || column_name AS name FROM information_schema.columns
    WHERE table_schema = current_schema() AND data_type = 'bytea' ORDER BY 1`;

  const open = ["passkeys.public_key"];
  const sealed = sealedColumns.map(({ table, column }) => `${table}.${column}`);
  expect(columns.map(({ name }) => name)).toEqual([...open, ...sealed].toSorted());
});
