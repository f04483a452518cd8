import { ApiKeyCreate } from "@tenon/contract/api-keys";
import { expect, test } from "vitest";
import { actorOf } from "./access.ts";
import { createApiKey } from "./api-keys.ts";
import { logout } from "./auth.ts";
import type { UserCtx } from "./ctx.ts";
import { listSessions, revokeOtherSessions, revokeSession } from "./sessions.ts";
import { reasonOf, testSession, testWorld, type TestWorld } from "./testing.ts";
import { endUserSessions, impersonateUser } from "./users.ts";

/** Ada with two sessions: the one that she calls with, and another. */
async function withTwo(world: TestWorld) {
  const ada = await world.as("ada");
  const [own, other] = [
    await testSession(ada, ada.actor.id, { userAgent: "Own" }),
    await testSession(ada, ada.actor.id),
  ];
  const ctx: UserCtx = { ...ada, actor: actorOf((await ada.auth.sessions.validate(own.token))!) };
  return { ctx, own, other };
}

test("one sees one's own sessions and which one is used, and ends another", async () => {
  await using world = await testWorld();
  const { ctx, own, other } = await withTwo(world);
  await testSession(ctx, (await world.as("bob")).actor.id);

  const before = await listSessions(ctx);
  await revokeSession(ctx, { id: other.session.publicId });

  expect(before.items.map(({ id, current }) => [id, current]).toSorted()).toEqual(
    [
      [own.session.publicId, true],
      [other.session.publicId, false],
    ].toSorted(),
  );
  expect((await listSessions(ctx)).items).toMatchObject([{ current: true, userAgent: "Own", secondFactor: false }]);
  expect(await world.db.auditEvent.findFirst({ where: { action: "session.ended" } })).toMatchObject({
    actorId: ctx.actor.id,
    targetId: other.session.publicId,
  });
});

test("another's session is not there", async () => {
  await using world = await testWorld();
  const { ctx, own } = await withTwo(world);
  const bob = await world.as("bob");
  const { session, token } = await testSession(ctx, bob.actor.id);

  const outcomes = [await reasonOf(revokeSession(ctx, { id: session.publicId }))];
  outcomes.push(await reasonOf(revokeSession(bob, { id: own.session.publicId })));

  expect(outcomes).toEqual(["SESSION_NOT_FOUND", "SESSION_NOT_FOUND"]);
  expect(await ctx.auth.sessions.validate(token)).not.toBeNull();
});

test("all others end at once", async () => {
  await using world = await testWorld();
  const { ctx, own } = await withTwo(world);

  await revokeOtherSessions(ctx);

  expect((await listSessions(ctx)).items.map(({ id }) => id)).toEqual([own.session.publicId]);
});

test("an administrator who acts as somebody is seen by them, and ends none of their sessions", async () => {
  await using world = await testWorld();
  const { ctx, other } = await withTwo(world);
  const { token } = await impersonateUser(await world.as("root", "admin"), { id: ctx.actor.id });
  const acting: UserCtx = { ...ctx, actor: actorOf((await ctx.auth.sessions.validate(token))!) };

  expect(await reasonOf(revokeSession(acting, { id: other.session.publicId }))).toBe("IMPERSONATION_DENIED");
  const { items } = await listSessions(ctx);
  expect(items.map(({ kind }) => kind).toSorted()).toEqual(["bearer", "bearer", "impersonation"]);
});

test("an administrator ends all sessions and keys of an account, which can sign in again", async () => {
  await using world = await testWorld();
  const { ctx, own, other } = await withTwo(world);
  const root = await world.as("root", "admin");
  const key = await createApiKey(ctx, ApiKeyCreate.parse({ name: "Key", scopes: ["post:read"] }));

  await endUserSessions(root, { id: ctx.actor.id });

  const left = await Promise.all([
    ...[own, other].map(({ token }) => ctx.auth.sessions.validate(token)),
    ctx.auth.apiKeys.validate(key.secret, undefined),
  ]);
  expect(left).toEqual([null, null, null]);
  expect(await testSession(ctx, ctx.actor.id)).toMatchObject({ session: { userId: ctx.actor.id } });
  expect(await reasonOf(endUserSessions(root, { id: "01890a5d-ac96-774b-bcce-b302099a8057" }))).toBe("USER_NOT_FOUND");
});

test("an administrator who ends any session of theirs, or signs out, ends what was begun in a user's place", async () => {
  await using world = await testWorld();
  const [ada, admin] = [await world.as("ada"), await world.as("root", "admin")];
  const { token: own } = await testSession(admin, admin.actor.id);
  const root: UserCtx = { ...admin, actor: actorOf((await admin.auth.sessions.validate(own))!) };
  const acting = () => impersonateUser(root, { id: ada.actor.id });
  const stolen = await testSession(root, root.actor.id);
  const [first, adas] = [await acting(), await testSession(ada, ada.actor.id)];

  await revokeSession(root, { id: stolen.session.publicId });
  const second = await acting();
  await logout(root);

  for (const { token } of [first, second]) expect(await root.auth.sessions.validate(token)).toBeNull();
  expect(await root.auth.sessions.validate(adas.token)).not.toBeNull();
});

test("signing out with an API key ends nothing, and nothing is noted", async () => {
  await using world = await testWorld();
  const { ctx } = await withTwo(world);
  const { secret } = await createApiKey(
    ctx,
    ApiKeyCreate.parse({ name: "key", scopes: ["account:read"], expiresInDays: 1 }),
  );
  const actor = actorOf((await ctx.auth.apiKeys.validate(secret, undefined))!);

  await logout({ ...ctx, actor });

  expect(await ctx.auth.apiKeys.validate(secret, undefined)).not.toBeNull();
  expect((await listSessions(ctx)).items).toHaveLength(2);
  expect(await world.db.auditEvent.count({ where: { action: "session.ended" } })).toBe(0);
});
