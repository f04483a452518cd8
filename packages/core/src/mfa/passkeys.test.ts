import { expect, test } from "vitest";
import { passkeyLogin } from "../auth.ts";
import type { UserCtx } from "../ctx.ts";
import {
  addPasskey,
  getMfa,
  listPasskeys,
  newPasskeyOptions,
  passkeyOptions,
  removePasskey,
  renamePasskey,
} from "../mfa.ts";
import { outcomesOf, reasonOf, times } from "../testing.ts";
import { challengeOf, mfaWorld, newAuthenticator, signedUp, withApp, withPasskey } from "./world.fixture.ts";

const add = async (ctx: UserCtx, authenticator = newAuthenticator()) =>
  addPasskey(ctx, { name: "Key", passkey: authenticator.create(await newPasskeyOptions(ctx)) });

test("the first passkey is a second factor from then on, and comes with recovery codes", async () => {
  await using world = await mfaWorld();
  const { ctx, added } = await withPasskey(await signedUp(world, "ada"));

  expect(added).toMatchObject({
    passkey: { name: "Phone", backedUp: true, transports: ["internal"], lastUsedAt: null },
  });
  expect(added.recoveryCodes).toHaveLength(10);
  expect(ctx.actor.session).toMatchObject({ aal: 2 });
  expect(await getMfa(ctx)).toMatchObject({ methods: ["passkey", "recoveryCode"] });
  await expect(challengeOf(world.anonymous, "ada")).resolves.toMatch(/^mf_/);
});

test("a second factor does not make the recovery codes of the first one useless", async () => {
  await using world = await mfaWorld();
  const { ctx } = await withApp(world, await signedUp(world, "ada"));

  expect((await withPasskey(ctx)).added.recoveryCodes).toBeNull();
});

test("a list has one's own alone, and tells nothing of keys", async () => {
  await using world = await mfaWorld();
  const { ctx, answer, authenticator } = await withPasskey(await signedUp(world, "ada"));
  await withPasskey(await signedUp(world, "eve"));
  await passkeyLogin(world.anonymous, { passkey: await answer(), mode: "bearer" });

  const { items } = await listPasskeys(ctx);

  expect(items).toHaveLength(1);
  expect(items[0]?.lastUsedAt).toBeInstanceOf(Date);
  expect(JSON.stringify(items)).not.toContain(authenticator.credentialId);
});

test("what was made for another user's challenge, for a used one or for signing in is not added", async () => {
  await using world = await mfaWorld();
  const [ada, eve] = [await signedUp(world, "ada"), await signedUp(world, "eve")];
  const authenticator = newAuthenticator();
  const options = await newPasskeyOptions(ada);
  const made = authenticator.create(options);
  const { challenge } = await passkeyOptions(ada);

  expect(await reasonOf(addPasskey(eve, { name: "Key", passkey: made }))).toBe("PASSKEY_INVALID");
  expect(await reasonOf(addPasskey(ada, { name: "Key", passkey: made }))).toBe("PASSKEY_INVALID");
  const forSignIn = newAuthenticator().create({ ...options, challenge });
  expect(await reasonOf(addPasskey(ada, { name: "Key", passkey: forSignIn }))).toBe("PASSKEY_INVALID");
  expect(await world.db.passkey.count()).toBe(0);
});

test("one passkey belongs to one account", async () => {
  await using world = await mfaWorld();
  const { authenticator, ctx } = await withPasskey(await signedUp(world, "ada"));
  const eve = await signedUp(world, "eve");

  expect(await reasonOf(add(eve, authenticator))).toBe("PASSKEY_INVALID");
  expect(await reasonOf(add(ctx, authenticator))).toBe("PASSKEY_INVALID");
});

test("there are twenty at most, however many are added at once", async () => {
  await using world = await mfaWorld();
  const { ctx } = await withPasskey(await signedUp(world, "ada"));
  for (let i = 0; i < 17; i += 1) await add(ctx);

  const outcomes = await outcomesOf(times(6, () => add(ctx)));

  expect(outcomes).toEqual({ ok: 2, PASSKEY_LIMIT: 4 });
  expect(await world.db.passkey.count()).toBe(20);
});

test("one's own are renamed and removed, others' are not there", async () => {
  await using world = await mfaWorld();
  const { ctx, added, answer } = await withPasskey(await signedUp(world, "ada"));
  const eve = await signedUp(world, "eve");
  const { id } = added.passkey;

  expect(await reasonOf(renamePasskey(eve, { id, name: "Mine" }))).toBe("PASSKEY_NOT_FOUND");
  expect(await reasonOf(removePasskey(eve, { id }))).toBe("PASSKEY_NOT_FOUND");
  expect(await renamePasskey(ctx, { id, name: "Tablet" })).toMatchObject({ id, name: "Tablet" });
  await removePasskey(ctx, { id });

  expect(await listPasskeys(ctx)).toEqual({ items: [] });
  expect(await getMfa(ctx)).toMatchObject({ methods: [], recoveryCodesLeft: 0 });
  const gone = passkeyLogin(world.anonymous, { passkey: await answer(), mode: "bearer" });
  expect(await reasonOf(gone)).toBe("PASSKEY_INVALID");
});

test("the last way to sign in stays, whoever removes two at once", async () => {
  await using world = await mfaWorld();
  const { ctx, added } = await withPasskey(await signedUp(world, "ada"));
  const { output } = await add(ctx);
  await world.db.user.updateMany({ data: { passwordHash: null } });

  const outcomes = await outcomesOf([added, output].map(({ passkey }) => removePasskey(ctx, { id: passkey.id })));

  expect(outcomes).toEqual({ ok: 1, LAST_METHOD: 1 });
  expect(await world.db.passkey.count()).toBe(1);
});
