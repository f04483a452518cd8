import { createTestDatabase } from "@tenon/db/testing";
import { expect, test } from "vitest";
import { createOneTimeTokens } from "./one-time-tokens.ts";
import { testUser } from "./testing.ts";

async function tokenWorld() {
  const database = await createTestDatabase();
  const tokens = createOneTimeTokens(database.db);
  const userId = await testUser(database.db);
  const issue = (email = "ada@example.com") => tokens.issue(database.db, { kind: "reset_password", userId, email });
  return { ...database, tokens, userId, issue };
}

test("of fifty redemptions at once one succeeds (ASVS 5.0 2.3.3)", async () => {
  await using world = await tokenWorld();
  const token = await world.issue();

  const redeemed = await Promise.all(
    Array.from({ length: 50 }, () => world.tokens.redeem(world.db, { kind: "reset_password", token })),
  );

  expect(redeemed.filter((row) => row !== null)).toMatchObject([{ userId: world.userId, email: "ada@example.com" }]);
});

test("a token is random, its hash alone is stored, and it is of its kind", async () => {
  await using world = await tokenWorld();
  const token = await world.issue();

  expect(token).toMatch(/^pr_[\w-]{43}$/);
  expect(JSON.stringify(await world.db.oneTimeToken.findMany())).not.toContain(token.slice(3));
  expect(await world.tokens.redeem(world.db, { kind: "verify_email", token })).toBeNull();
  expect(await world.tokens.peek(world.db, { kind: "verify_email", token })).toBeNull();
});

test("to look at a token does not use it up, and shows none that is used or expired", async () => {
  await using world = await tokenWorld();
  const [used, expired] = [await world.issue(), await world.issue()];
  const peek = (token: string) => world.tokens.peek(world.db, { kind: "reset_password", token });

  expect(await peek(used)).toMatchObject({ email: "ada@example.com" });
  expect(await world.tokens.redeem(world.db, { kind: "reset_password", token: used })).not.toBeNull();
  await world.db.oneTimeToken.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });

  expect([await peek(used), await peek(expired), await peek("pr_nothing")]).toEqual([null, null, null]);
});

test("an address is awaited while somebody else may still use a token about it", async () => {
  await using world = await tokenWorld();
  const { db, tokens, userId } = world;
  const token = await tokens.issue(db, { kind: "revert_email", userId, email: "old@example.com" });
  const isAwaited = (email: string, exceptOf?: string) =>
    tokens.isAwaited(db, { kind: "revert_email", email, exceptOf });

  expect(await isAwaited("old@example.com")).toBe(true);
  expect(await isAwaited("old@example.com", userId)).toBe(false);
  expect(await isAwaited("new@example.com")).toBe(false);
  await tokens.redeem(db, { kind: "revert_email", token });
  expect(await isAwaited("old@example.com")).toBe(false);
});

test("what was issued since a token can be made void without what was issued before", async () => {
  await using world = await tokenWorld();
  const { db, tokens, userId } = world;
  const [first, second, third] = [await world.issue(), await world.issue(), await world.issue()];
  const peek = (token: string) => tokens.peek(db, { kind: "reset_password", token });
  const { id } = (await peek(second))!;

  await tokens.discard(db, { userId, kinds: ["reset_password"], after: id });

  expect([await peek(first), await peek(second), await peek(third)].map((row) => row !== null)).toEqual([
    true,
    true,
    false,
  ]);
});
