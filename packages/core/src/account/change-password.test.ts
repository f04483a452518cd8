import { expect, test } from "vitest";
import { changePassword } from "../account.ts";
import { mfaWorld, signedUp, withApp } from "../mfa/world.fixture.ts";
import { outcomesOf, reasonOf, times } from "../testing.ts";
import { accountWorld, mailsOf, password, sessionOf, signIn } from "./account.fixture.ts";

const another = "another long password";
const email = "ada@example.com";
const change = { currentPassword: password, newPassword: another, revokeOthers: true };

test("a password changes with the current one: the session gets a new token, all others end, and the owner is told (6.2.2, 6.2.3, 7.2.4, 6.3.7)", async () => {
  await using world = await accountWorld();
  const { anonymous, ada } = world;
  const elsewhere = await signIn(anonymous, email);

  const { output, token, session } = await changePassword(ada, change);

  expect(output).toMatchObject({ token, user: { username: "ada" } });
  expect(session.publicId).toBe(ada.actor.session.publicId);
  for (const dead of [ada.token, elsewhere.token]) expect(await anonymous.auth.sessions.validate(dead)).toBeNull();
  expect(await sessionOf(anonymous, token)).toMatchObject({ actor: { username: "ada" } });
  expect(await reasonOf(signIn(anonymous, email, another))).toBe("ok");
  expect(await reasonOf(signIn(anonymous, email))).toBe("INVALID_CREDENTIALS");
  expect((await mailsOf(world)).map(({ to, subject }) => [to, subject])).toEqual([
    [email, "Your Tenon password was changed"],
  ]);
  expect(await world.auditOf()).toContain("password.changed");
});

test("other sessions may go on (7.4.3)", async () => {
  await using world = await accountWorld();
  const elsewhere = await signIn(world.anonymous, email);

  await changePassword(world.ada, { ...change, revokeOthers: false });

  expect(await world.anonymous.auth.sessions.validate(elsewhere.token)).not.toBeNull();
  expect(await world.anonymous.auth.sessions.validate(world.ada.token)).toBeNull();
});

test("a wrong current password changes nothing, counts, and locks as at the sign-in (6.3.1, 6.3.4)", async () => {
  await using world = await accountWorld();

  const outcomes = await outcomesOf(
    times(20, (index) => changePassword(world.ada, { ...change, currentPassword: `guess ${index}` })),
  );

  expect(outcomes).toEqual({ INVALID_CREDENTIALS: 5, TOO_MANY_ATTEMPTS: 15 });
  expect(await reasonOf(changePassword(world.ada, change))).toBe("TOO_MANY_ATTEMPTS");
  expect(await reasonOf(signIn(world.anonymous, email))).toBe("TOO_MANY_ATTEMPTS");
  expect(await world.db.auditEvent.count({ where: { action: "password.refused", outcome: "failure" } })).toBe(5);
});

test("of two changes at once one is made", async () => {
  await using world = await accountWorld();

  const outcomes = await outcomesOf(
    times(2, (index) => changePassword(world.ada, { ...change, newPassword: `${another} ${index}` })),
  );

  expect(outcomes["ok"]).toBe(1);
});

test("a weak one is refused, an account without a password cannot be changed so, and nobody does it for another", async () => {
  await using world = await accountWorld();
  const { ada, db } = world;
  const impersonated = { ...ada, actor: { ...ada.actor, session: { ...ada.actor.session, actorId: ada.actor.id } } };

  expect(await reasonOf(changePassword(impersonated, change))).toBe("IMPERSONATION_DENIED");
  await expect(changePassword(ada, { ...change, currentPassword: "not hers" })).rejects.toMatchObject({
    reason: "INVALID_CREDENTIALS",
    message: "The password is wrong.",
  });
  await expect(changePassword(ada, { ...change, newPassword: "Password1234" })).rejects.toMatchObject({
    reason: "WEAK_PASSWORD",
    fields: [{ path: ["newPassword"], code: "guessable" }],
  });
  await db.user.updateMany({ data: { passwordHash: null } });
  expect(await reasonOf(changePassword(ada, change))).toBe("INVALID_CREDENTIALS");
});

test("a password is exactly what was chosen, with 64 characters and more, and the same on any keyboard (6.2.8, 6.2.9)", async () => {
  await using world = await accountWorld();
  const long = `caf\u00e9 ${"0123456789 abcdef".repeat(4)}`;
  await changePassword(world.ada, { ...change, newPassword: long });

  for (const wrong of [long.slice(0, -1), `${long}x`, long.toUpperCase(), ` ${long}`])
    expect(await reasonOf(signIn(world.anonymous, email, wrong))).toBe("INVALID_CREDENTIALS");
  expect(await reasonOf(signIn(world.anonymous, email, long.normalize("NFD")))).toBe("ok");
});

test("where there is a second factor, the password alone makes no session fresh, as it does where there is none", async () => {
  await using world = await mfaWorld();
  const [ada, bob] = [await withApp(world, await signedUp(world, "ada")), await signedUp(world, "bob")];
  const longAgo = new Date(Date.now() - 3_600_000);
  await world.db.session.updateMany({ data: { authenticatedAt: longAgo } });
  const changed = { currentPassword: password, newPassword: another, revokeOthers: true };

  const [withFactor, without] = [await changePassword(ada.ctx, changed), await changePassword(bob, changed)];

  expect(withFactor.session).toMatchObject({ aal: 2, authenticatedAt: longAgo });
  expect(without.session.authenticatedAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
});
