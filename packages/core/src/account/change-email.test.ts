import { expect, test } from "vitest";
import { changeEmail, confirmEmail, forgotPassword, resetPassword, revertEmail } from "../account.ts";
import { register } from "../auth.ts";
import { getMe } from "../me.ts";
import { outcomesOf, reasonOf, times } from "../testing.ts";
import { createUser } from "../users.ts";
import { accountWorld, join, mailedToken, mailsOf, password, sessionOf, signIn, tokenIn } from "./account.fixture.ts";

const another = "another long password";
type World = Awaited<ReturnType<typeof accountWorld>>;

/** Asks for the address and confirms it; returns the token by which the one before takes the account back. */
async function move(world: World, email: string, ada = world.ada): Promise<string> {
  await changeEmail(ada, { email });
  await confirmEmail(world.anonymous, { token: await mailedToken(world, /^Confirm your new/) });
  return mailedToken(world, /was changed$/);
}

test("nothing changes before the new address has confirmed it, and then the old one is told", async () => {
  await using world = await accountWorld();
  const { ada, anonymous } = world;

  await changeEmail(ada, { email: "Ada@Example.org" });
  const asked = await mailsOf(world);
  expect(asked.map(({ to }) => to)).toEqual(["Ada@Example.org"]);
  expect(await getMe(ada)).toMatchObject({ email: "ada@example.com" });
  await confirmEmail(anonymous, { token: tokenIn(asked[0]!) });

  expect(await getMe(ada)).toMatchObject({ email: "Ada@Example.org", emailVerified: true });
  const told = await mailsOf(world);
  expect(told.map(({ to, subject }) => [to, subject])).toEqual([
    ["ada@example.com", "The address of your Tenon account was changed"],
  ]);
  expect(told[0]?.text).not.toContain("example.org");
  expect(await reasonOf(signIn(anonymous, "ada@example.org"))).toBe("ok");
  expect(await reasonOf(signIn(anonymous, "ada@example.com"))).toBe("INVALID_CREDENTIALS");
  expect(await world.auditOf()).toEqual(expect.arrayContaining(["email.change-requested", "email.changed"]));
});

test("of fifty confirmations, and of fifty reverts, one counts (2.3.3)", async () => {
  await using world = await accountWorld();
  await changeEmail(world.ada, { email: "ada@example.org" });
  const token = await mailedToken(world);

  const confirmed = await outcomesOf(times(50, () => confirmEmail(world.anonymous, { token })));
  const back = await mailedToken(world);
  const reverted = await outcomesOf(times(50, () => revertEmail(world.anonymous, { token: back })));

  expect([confirmed, reverted]).toEqual([
    { ok: 1, TOKEN_EXPIRED_OR_USED: 49 },
    { ok: 1, TOKEN_EXPIRED_OR_USED: 49 },
  ]);
});

test("a thief who changed address and password loses the account to the address before", async () => {
  await using world = await accountWorld();
  const { anonymous, ada } = world;
  const back = await move(world, "thief@example.net");
  await forgotPassword(anonymous, { email: "thief@example.net" });
  await resetPassword(anonymous, { token: await mailedToken(world, /^Choose/), password: another });
  const thief = await signIn(anonymous, "thief@example.net", another);
  await mailsOf(world);

  await revertEmail(anonymous, { token: back });

  expect(await anonymous.auth.sessions.validate(thief.token)).toBeNull();
  for (const email of ["thief@example.net", "ada@example.com"])
    for (const secret of [password, another])
      expect(await reasonOf(signIn(anonymous, email, secret))).toBe("INVALID_CREDENTIALS");
  const mails = await mailsOf(world);
  expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
    ["ada@example.com", "Choose a new password for Tenon"],
  ]);
  await anonymous.auth.throttle.clear("ada@example.com");
  await resetPassword(anonymous, { token: tokenIn(mails[0]!), password: "a third long password" });
  const { token } = await signIn(anonymous, "ada@example.com", "a third long password");
  expect(await getMe(await sessionOf(anonymous, token))).toMatchObject({ id: ada.actor.id, emailVerified: true });
});

test("who changes the address twice cannot keep the first owner out, nor use the way back from their own", async () => {
  await using world = await accountWorld();
  const { anonymous } = world;
  const toAda = await move(world, "one@example.net");
  const toOne = await move(world, "two@example.net");
  const { emailNormalized } = await world.db.user.findFirstOrThrow();
  expect(emailNormalized).toBe("two@example.net");

  await revertEmail(anonymous, { token: toOne });
  await revertEmail(anonymous, { token: toAda });

  expect(await world.db.user.findFirst()).toMatchObject({ email: "ada@example.com", passwordHash: null });
  const again = await accountWorld();
  await using _ = again;
  const [back, later] = [await move(again, "one@example.net"), await move(again, "two@example.net")];
  await revertEmail(again.anonymous, { token: back });
  expect(await reasonOf(revertEmail(again.anonymous, { token: later }))).toBe("TOKEN_EXPIRED_OR_USED");
});

test("an address that can still be taken back is nobody else's to have", async () => {
  await using world = await accountWorld();
  const { anonymous } = world;
  const back = await move(world, "thief@example.net");
  const eve = await join(anonymous, "eve");
  await mailsOf(world);
  const email = "ada@example.com";

  const account = { email, password: another, name: "Eve", username: undefined, mode: "bearer" } as const;
  expect(await reasonOf(register(anonymous, account))).toBe("EMAIL_TAKEN");
  const root = await world.as("root", "admin");
  expect(await reasonOf(createUser(root, { email, name: "Eve", role: "user" }))).toBe("EMAIL_TAKEN");
  await changeEmail(eve, { email });
  expect((await mailsOf(world)).map(({ to, subject }) => [to, subject])).toEqual([
    [email, "You have an account at Tenon already"],
  ]);

  await revertEmail(anonymous, { token: back });
  expect(await world.db.user.findUnique({ where: { emailNormalized: email } })).toMatchObject({ username: "ada" });
});

test("whether an address is taken is told to its owner alone", async () => {
  await using world = await accountWorld();
  const eve = await join(world.anonymous, "eve");
  await mailsOf(world);

  await changeEmail(eve, { email: "ADA@example.com" });
  await changeEmail(eve, { email: "free@example.com" });

  const mails = await mailsOf(world);
  expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
    ["ADA@example.com", "You have an account at Tenon already"],
    ["free@example.com", "Confirm your new address for Tenon"],
  ]);
  const { token } = await register(world.anonymous, {
    email: "free@example.com",
    password,
    name: "Bob",
    username: "bob",
    mode: "bearer",
  });
  expect(token).toMatch(/^ss_/);
  expect(await reasonOf(confirmEmail(world.anonymous, { token: tokenIn(mails[1]!) }))).toBe("EMAIL_TAKEN");
});

test("only whoever showed a credential just now asks for it, and nobody in another's name (7.5.1)", async () => {
  await using world = await accountWorld();
  const { ada } = world;
  const later = { ...ada, now: () => new Date(Date.now() + 11 * 60_000) };
  const impersonated = { ...ada, actor: { ...ada.actor, session: { ...ada.actor.session, actorId: ada.actor.id } } };

  expect(await reasonOf(changeEmail(later, { email: "x@example.com" }))).toBe("SUDO_REQUIRED");
  expect(await reasonOf(changeEmail(impersonated, { email: "x@example.com" }))).toBe("IMPERSONATION_DENIED");
});

test("links that were sent to the address before do not open the account any more", async () => {
  await using world = await accountWorld();
  await forgotPassword(world.anonymous, { email: "ada@example.com" });
  const reset = await mailedToken(world);
  await move(world, "ada@example.org");

  expect(await reasonOf(resetPassword(world.anonymous, { token: reset, password: another }))).toBe(
    "TOKEN_EXPIRED_OR_USED",
  );
});
