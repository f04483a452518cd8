import { expect, test } from "vitest";
import { reauthenticate } from "../auth.ts";
import type { UserCtx } from "../ctx.ts";
import { ctxOf, mfaWorld, password, signedUp, withApp, withPasskey } from "../mfa/world.fixture.ts";
import { outcomesOf, reasonOf, times } from "../testing.ts";

test("the password makes a session fresh, which gets a new token: the old one is no more", async () => {
  await using world = await mfaWorld();
  const ada = await signedUp(world, "ada");
  const { publicId } = ada.actor.session;
  const longAgo = new Date(Date.now() - 3_600_000);
  const [row] = await world.db.session.updateManyAndReturn({ where: { publicId }, data: { authenticatedAt: longAgo } });

  const { token, session, output } = await reauthenticate(ada, { password });

  expect(session).toMatchObject({ publicId, aal: 1, amr: ["pwd"] });
  expect(Date.now() - session.authenticatedAt.getTime()).toBeLessThan(10_000);
  expect(output).toMatchObject({ token, user: { username: "ada" } });
  expect((await ctxOf(ada, token)).actor.session.publicId).toBe(publicId);
  expect(await world.db.session.count({ where: { id: row?.id ?? "" } })).toBe(0);
});

test("whoever has a second factor shows that: the password is not even looked at", async () => {
  await using world = await mfaWorld();
  const { ctx, code, recoveryCodes } = await withApp(world, await signedUp(world, "ada"));
  const { answer, ctx: present } = await withPasskey(ctx);

  await expect(reauthenticate(present, { password: "wrong" })).rejects.toMatchObject({
    reason: "MFA_REQUIRED",
    methods: ["code", "passkey", "recoveryCode"],
  });
  const byCode = await reauthenticate(present, { code: code() });
  const byPasskey = await reauthenticate(present, { passkey: await answer() });
  const byRecovery = await reauthenticate(present, { recoveryCode: recoveryCodes[3] });

  expect([byCode, byPasskey, byRecovery].map(({ session }) => session.aal)).toEqual([2, 2, 2]);
});

test("guesses count as those at the sign-in do, and lock it too", async () => {
  await using world = await mfaWorld();
  const ada = await signedUp(world, "ada");

  const outcomes = await outcomesOf(times(20, (index) => reauthenticate(ada, { password: `guess ${index}` })));

  expect(outcomes).toEqual({ INVALID_CREDENTIALS: 5, TOO_MANY_ATTEMPTS: 15 });
  expect(await reasonOf(reauthenticate(ada, { password }))).toBe("TOO_MANY_ATTEMPTS");
});

test("of fifty wrong codes at once ten are looked at", async () => {
  await using world = await mfaWorld();
  const { ctx, code } = await withApp(world, await signedUp(world, "ada"));
  const wrong = code() === "000000" ? "111111" : "000000";

  const outcomes = await outcomesOf(times(50, () => reauthenticate(ctx, { code: wrong })));

  expect(outcomes).toEqual({ MFA_CODE_INVALID: 10, TOO_MANY_ATTEMPTS: 40 });
});

test("not another's factor, not from within an impersonation, not for a session that has ended", async () => {
  await using world = await mfaWorld();
  const ada = await signedUp(world, "ada");
  const { answer } = await withPasskey(await signedUp(world, "eve"));
  const actor = { ...ada.actor, session: { ...ada.actor.session, actorId: ada.actor.id } };
  const impersonated: UserCtx = { ...ada, actor };

  expect(await reasonOf(reauthenticate(ada, { passkey: await answer() }))).toBe("PASSKEY_INVALID");
  expect(await reasonOf(reauthenticate(ada, { code: "123456" }))).toBe("MFA_CODE_INVALID");
  expect(await reasonOf(reauthenticate(impersonated, { password }))).toBe("IMPERSONATION_DENIED");
  await world.db.session.deleteMany();
  expect(await reasonOf(reauthenticate(ada, { password }))).toBe("UNAUTHENTICATED");
});
