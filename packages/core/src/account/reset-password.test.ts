import { expect, test } from "vitest";
import { forgotPassword, resetPassword } from "../account.ts";
import { outcomesOf, reasonOf, testSession, times } from "../testing.ts";
import { disableUser, inviteUser } from "../users.ts";
import { accountWorld, mailedToken, mailsOf, password, sessionOf, signIn } from "./account.fixture.ts";

const another = "another long password";
const email = "ada@example.com";

test("a forgotten password is chosen anew by mail: sessions end, nobody is signed in, and the owner is told (6.4.3, 6.3.7)", async () => {
  await using world = await accountWorld();
  const { anonymous, auditOf, ada, db } = world;
  const elsewhere = await signIn(anonymous, email);

  await forgotPassword(anonymous, { email: "ADA@example.com" });
  const token = await mailedToken(world, /^Choose a new password/);
  await resetPassword(anonymous, { token, password: another });

  for (const dead of [ada.token, elsewhere.token]) expect(await anonymous.auth.sessions.validate(dead)).toBeNull();
  expect(await db.session.count()).toBe(0);
  expect(await reasonOf(signIn(anonymous, email))).toBe("INVALID_CREDENTIALS");
  expect(await reasonOf(signIn(anonymous, email, another))).toBe("ok");
  expect((await mailsOf(world)).map(({ to, subject }) => [to, subject])).toEqual([
    [email, "Your Tenon password was changed"],
  ]);
  expect(await auditOf()).toEqual(expect.arrayContaining(["password.reset-requested", "password.reset"]));
  expect(await db.user.findFirst()).toMatchObject({ emailVerifiedAt: expect.any(Date) as Date });
});

test("fifty resets by one token are one (2.3.3)", async () => {
  await using world = await accountWorld();
  await forgotPassword(world.anonymous, { email });
  const token = await mailedToken(world);

  const outcomes = await outcomesOf(
    times(50, (index) => resetPassword(world.anonymous, { token, password: `${another} ${index}` })),
  );

  expect(outcomes).toEqual({ ok: 1, TOKEN_EXPIRED_OR_USED: 49 });
});

test("a password that is refused does not use up the token (6.2.4)", async () => {
  await using world = await accountWorld();
  await forgotPassword(world.anonymous, { email });
  const token = await mailedToken(world);

  for (const weak of ["short", "Password1234", "ada@example.com"])
    expect(await reasonOf(resetPassword(world.anonymous, { token, password: weak }))).toBe("WEAK_PASSWORD");

  expect(await reasonOf(resetPassword(world.anonymous, { token, password: another }))).toBe("ok");
});

test("a newer link takes the place of the one before, and half an hour is the end of it (6.4.1)", async () => {
  await using world = await accountWorld();
  const ask = async () => {
    await forgotPassword(world.anonymous, { email });
    return mailedToken(world);
  };
  const [first, second] = [await ask(), await ask()];
  const rows = await world.db.oneTimeToken.findMany({ where: { kind: "reset_password" } });

  expect(rows).toHaveLength(1);
  expect(rows[0]!.expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(30 * 60_000);
  expect(await reasonOf(resetPassword(world.anonymous, { token: first, password: another }))).toBe(
    "TOKEN_EXPIRED_OR_USED",
  );
  await world.db.oneTimeToken.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
  expect(await reasonOf(resetPassword(world.anonymous, { token: second, password: another }))).toBe(
    "TOKEN_EXPIRED_OR_USED",
  );
});

test("a token of another kind resets nothing", async () => {
  await using world = await accountWorld();
  const token = /#token=(\S+)/.exec(world.welcome.text)?.[1] ?? "";

  expect(token).toMatch(/^vt_/);
  for (const foreign of [token, token.replace("vt_", "pr_"), token.replace("vt_", "iv_"), "pr_", "", "💥"])
    expect(await reasonOf(resetPassword(world.anonymous, { token: foreign, password: another }))).toBe(
      "TOKEN_EXPIRED_OR_USED",
    );
});

test("a reset leaves second factors on, ends challenges that a known password began, and lifts the lock (6.4.3)", async () => {
  await using world = await accountWorld();
  const { anonymous, db, ada } = world;
  await db.user.updateMany({ data: { mfaRequired: true } });
  const challenge = await anonymous.auth.oneTimeTokens.issue(db, { kind: "mfa_challenge", userId: ada.actor.id });
  for (let i = 0; i < 5; i += 1) await reasonOf(signIn(anonymous, email, "wrong"));
  expect(await reasonOf(signIn(anonymous, email))).toBe("TOO_MANY_ATTEMPTS");

  await forgotPassword(anonymous, { email });
  const token = await mailedToken(world, /^Choose a new password/);
  await resetPassword(anonymous, { token, password: another });

  expect(await db.user.findFirst()).toMatchObject({ mfaRequired: true });
  expect(await anonymous.auth.oneTimeTokens.peek(db, { kind: "mfa_challenge", token: challenge })).toBeNull();
  expect(await reasonOf(signIn(anonymous, email, another))).not.toBe("TOO_MANY_ATTEMPTS");
});

test("unknown and disabled accounts get no mail, and the call does the same for all: it adds one job (6.3.8)", async () => {
  await using world = await accountWorld();
  const root = await world.as("root", "admin");
  const eve = await world.as("eve");
  await disableUser(root, { id: eve.actor.id });
  const jobs = [];
  for (const asked of [email, "nobody@example.com", "eve@example.com"]) {
    await forgotPassword(world.anonymous, { email: asked });
    jobs.push(world.jobs.map(({ name }) => name));
    const mails = await mailsOf(world);
    expect(mails.map(({ to }) => to)).toEqual(asked === email ? [email] : []);
  }

  expect(jobs).toEqual([["account.mail-reset"], ["account.mail-reset"], ["account.mail-reset"]]);
  expect(await world.db.oneTimeToken.count({ where: { kind: "reset_password" } })).toBe(1);
});

test("a token that was mailed before the account was disabled is of no use", async () => {
  await using world = await accountWorld();
  await forgotPassword(world.anonymous, { email });
  const token = await mailedToken(world);
  await disableUser(await world.as("root", "admin"), { id: world.ada.actor.id });

  expect(await reasonOf(resetPassword(world.anonymous, { token, password: another }))).toBe("TOKEN_EXPIRED_OR_USED");
});

test("an invitation makes an account whose owner chooses the password, and verifies the address (6.4.6)", async () => {
  await using world = await accountWorld();
  const root = await world.as("root", "admin");

  const invited = await inviteUser(root, {
    email: "grace@example.com",
    name: "Grace",
    username: "grace",
    role: "editor",
  });
  expect(await reasonOf(signIn(world.anonymous, "grace@example.com", ""))).toBe("INVALID_CREDENTIALS");
  const [mail] = await mailsOf(world);
  const token = /#token=(iv_\S+)/.exec(mail?.text ?? "")?.[1] ?? "";
  await resetPassword(world.anonymous, { token, password: another });

  expect(mail).toMatchObject({ to: "grace@example.com", subject: "You are invited to Tenon" });
  expect(invited).toMatchObject({ username: "grace", role: "editor" });
  expect(await world.db.user.findUnique({ where: { id: invited.id } })).toMatchObject({
    emailVerifiedAt: expect.any(Date) as Date,
  });
  expect(await reasonOf(signIn(world.anonymous, "grace@example.com", another))).toBe("ok");
  expect(await reasonOf(resetPassword(world.anonymous, { token, password }))).toBe("TOKEN_EXPIRED_OR_USED");
  expect(await world.auditOf()).toEqual(expect.arrayContaining(["account.created", "account.invited"]));
});

test("a session that began beside a reset does not survive it", async () => {
  await using world = await accountWorld();
  await forgotPassword(world.anonymous, { email });
  const token = await mailedToken(world);

  await Promise.all([
    resetPassword(world.anonymous, { token, password: another }),
    ...times(5, () => testSession(world.anonymous, world.ada.actor.id)),
  ]);
  await resetAgain();

  expect(await world.db.session.count()).toBe(0);
  await expect(sessionOf(world.anonymous, world.ada.token)).rejects.toThrow("the session is gone");

  async function resetAgain() {
    await forgotPassword(world.anonymous, { email });
    await resetPassword(world.anonymous, { token: await mailedToken(world, /^Choose/), password });
  }
});
