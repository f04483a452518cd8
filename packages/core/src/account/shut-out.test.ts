import { expect, test } from "vitest";
import { changeEmail, changePassword, confirmEmail, forgotPassword, resetPassword } from "../account.ts";
import { createApiKey } from "../api-keys.ts";
import { approveDevice, pollDevice, startDevice } from "../auth/devices.ts";
import { addPasskey, newPasskeyOptions } from "../mfa.ts";
import { newAuthenticator } from "../mfa/world.fixture.ts";
import { revokeOtherSessions } from "../sessions.ts";
import { reasonOf } from "../testing.ts";
import { disableUser, enableUser, endUserSessions } from "../users.ts";
import { accountWorld, mailedToken, mailsOf, password, sessionOf, signIn } from "./account.fixture.ts";

const another = "another long password";
const email = "ada@example.com";
type World = Awaited<ReturnType<typeof accountWorld>>;

async function reset(world: World): Promise<void> {
  await forgotPassword(world.anonymous, { email });
  await resetPassword(world.anonymous, { token: await mailedToken(world, /^Choose/), password: another });
}

/** What an owner does, or has done, to be rid of whoever holds one of their sessions. */
const shutOuts: [string, (world: World) => Promise<unknown>][] = [
  ["a reset", reset],
  ["a change of password", async (world) => changePassword(await owner(world), { ...change, revokeOthers: true })],
  ["ending all other sessions", async (world) => revokeOtherSessions(await owner(world))],
  ["an administrator ends all", async (world) => endUserSessions(await root(world), world.ada.actor)],
  [
    "an administrator bars the account for a while",
    async (world) => {
      await disableUser(await root(world), world.ada.actor);
      await enableUser(await root(world), world.ada.actor);
    },
  ],
];
const change = { currentPassword: password, newPassword: another };
const root = ({ as }: World) => as("root", "admin");
const owner = async ({ anonymous }: World) => sessionOf(anonymous, (await signIn(anonymous, email)).token);

test.each(shutOuts)("a change of address that a thief has asked for is of no use after %s", async (_, shutOut) => {
  await using world = await accountWorld();
  await changeEmail(world.ada, { email: "thief@example.com" });
  const token = await mailedToken(world, /^Confirm your new/);

  await shutOut(world);

  expect(await reasonOf(confirmEmail(world.anonymous, { token }))).toBe("TOKEN_EXPIRED_OR_USED");
});

test.each(shutOuts)("a device that a thief has approved gets no session after %s", async (_, shutOut) => {
  await using world = await accountWorld();
  const started = await startDevice(world.anonymous, { clientName: "a thief's" });
  await approveDevice(world.ada, { ...started, approve: true });

  await shutOut(world);

  expect(await reasonOf(pollDevice(world.anonymous, started))).toBe("EXPIRED_TOKEN");
});

const linked = (userId: string) => ({ userId, issuer: "https://id.example.com", subject: "thief", provider: "any" });
const key = { name: "key", scopes: ["account:read" as const], allowedIps: [], expiresInDays: null };

test("whoever registered a stranger's address has no key and no identity left once its owner resets the password", async () => {
  await using world = await accountWorld();
  const { ada, anonymous, db } = world;
  const { secret } = await createApiKey(ada, key);
  await db.identity.create({ data: linked(ada.actor.id) });
  await mailsOf(world);

  await reset(world);

  expect(await anonymous.auth.apiKeys.validate(secret, undefined)).toBeNull();
  expect(await db.identity.count()).toBe(0);
  expect(await db.user.findFirst()).toMatchObject({ emailVerifiedAt: expect.any(Date) as Date });
  const noted = await db.auditEvent.findFirst({ where: { action: "password.reset" } });
  expect(noted?.meta).toEqual({ apiKeys: 1, identities: 1 });
});

test("keys and identities of an account whose address is verified outlive a reset", async () => {
  await using world = await accountWorld();
  const { ada, anonymous, db } = world;
  await db.user.updateMany({ data: { emailVerifiedAt: new Date() } });
  const { secret } = await createApiKey(ada, key);
  await db.identity.create({ data: linked(ada.actor.id) });
  await mailsOf(world);

  await reset(world);

  expect(await anonymous.auth.apiKeys.validate(secret, undefined)).not.toBeNull();
  expect(await db.identity.count()).toBe(1);
});

test("beside a second factor the mail alone does not verify an address: no provider's word links to the account", async () => {
  await using world = await accountWorld();
  const { ada, db } = world;
  await addPasskey(ada, { name: "Phone", passkey: newAuthenticator().create(await newPasskeyOptions(ada)) });
  await mailsOf(world);

  await reset(world);

  expect(await db.passkey.count()).toBe(1);
  expect(await db.user.findFirst()).toMatchObject({ emailVerifiedAt: null });
});
