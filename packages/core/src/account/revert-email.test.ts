import { expect, test } from "vitest";
import { changeEmail, confirmEmail, revertEmail } from "../account.ts";
import { createApiKey, listApiKeys } from "../api-keys.ts";
import { approveDevice, claimDevice, pollDevice, startDevice } from "../auth/devices.ts";
import type { UserCtx } from "../ctx.ts";
import { ada as atProvider, link, methodsOf, provider, withProviders } from "../identities/provider.fixture.ts";
import { getMfa, listPasskeys, renewRecoveryCodes } from "../mfa.ts";
import { newAuthenticator, withApp, withPasskey } from "../mfa/world.fixture.ts";
import { reasonOf } from "../testing.ts";
import { deleteMe } from "../users.ts";
import { accountWorld, mailedToken, mailsOf } from "./account.fixture.ts";

type World = Awaited<ReturnType<typeof accountWorld>>;

async function move(world: World, ctx: UserCtx): Promise<string> {
  await changeEmail(ctx, { email: "thief@example.net" });
  await confirmEmail(world.anonymous, { token: await mailedToken(world, /^Confirm your new/) });
  return mailedToken(world, /was changed$/);
}

const key = (name: string) => ({ name, scopes: [], allowedIps: [], expiresInDays: null });
const identity = (id: string) => provider(id, { ...atProvider, issuer: `https://${id}.example.com` });
const withBoth = (ctx: UserCtx) => withProviders(ctx, identity("mine"), identity("theirs"));

test("what was made since the change was asked for ends with the way back; what is older stays", async () => {
  await using world = await accountWorld();
  let { ctx } = await withPasskey(world.ada);
  await link(withBoth(ctx), "mine");
  await createApiKey(ctx, key("Mine"));
  const back = await move(world, ctx);
  await createApiKey(ctx, key("Theirs"));
  await link(withBoth(ctx), "theirs");
  ({ ctx } = await withPasskey(ctx, newAuthenticator()));
  ({ ctx } = await withApp({ later: () => new Date() }, ctx));
  await renewRecoveryCodes(ctx);

  await revertEmail(world.anonymous, { token: back });

  expect(await methodsOf(withBoth(ctx))).toEqual(["mine"]);
  expect((await listApiKeys(ctx)).items.map(({ name }) => name)).toEqual(["Mine"]);
  expect((await listPasskeys(ctx)).items).toHaveLength(1);
  expect(await getMfa(ctx)).toMatchObject({ methods: ["passkey"], recoveryCodesLeft: 0 });
  const [reverted] = await world.db.auditEvent.findMany({ where: { action: "email.reverted" } });
  expect(reverted?.meta).toMatchObject({ apiKeys: 1, passkeys: 1, apps: 1, identities: 1 });
});

test("a key that was made since calls no more", async () => {
  await using world = await accountWorld();
  const back = await move(world, world.ada);
  const { secret } = await createApiKey(world.ada, key("Theirs"));
  const call = () => world.anonymous.auth.apiKeys.validate(secret, undefined);
  const before = await call();

  await revertEmail(world.anonymous, { token: back });

  expect(before).not.toBeNull();
  expect(await call()).toBeNull();
});

test("a program that was let in, and has not come for its session yet, gets none", async () => {
  await using world = await accountWorld();
  const back = await move(world, world.ada);
  const { userCode, deviceCode } = await startDevice(world.anonymous, { clientName: "a lamp" });
  await claimDevice(world.ada, { userCode });
  await approveDevice(world.ada, { userCode, approve: true });

  await revertEmail(world.anonymous, { token: back });

  expect(await reasonOf(pollDevice(world.anonymous, { deviceCode }))).toBe("EXPIRED_TOKEN");
});

test("no device is known any more, and nothing that was mailed meanwhile opens the account", async () => {
  await using world = await accountWorld();
  const { devices, oneTimeTokens } = world.anonymous.auth;
  const account = () => world.db.user.findUniqueOrThrow({ where: { id: world.ada.actor.id } });
  const back = await move(world, world.ada);
  const device = devices.remember(undefined, await account());
  const userId = world.ada.actor.id;
  const kinds = ["verify_email", "change_email", "reset_password", "mfa_challenge", "unlock", "oauth_flow"] as const;
  const open = await Promise.all(
    kinds.map(async (kind) => ({ kind, token: await oneTimeTokens.issue(world.db, { kind, userId }) })),
  );

  await revertEmail(world.anonymous, { token: back });

  expect(devices.known(device, await account())).toBeUndefined();
  for (const shown of open) expect(await oneTimeTokens.peek(world.db, shown)).toBeNull();
});

test("a thief who deletes the account as well loses it to the address before, within the time that deletions can be taken back", async () => {
  await using world = await accountWorld();
  const back = await move(world, world.ada);
  await deleteMe({ ...world.ada, deletionMs: 86_400_000 });
  await mailsOf(world);

  await revertEmail(world.anonymous, { token: back });

  expect(await world.db.user.findFirst()).toMatchObject({
    status: "active",
    deletionAt: null,
    email: "ada@example.com",
  });
  expect((await mailsOf(world)).map(({ subject }) => subject)).toEqual(["Choose a new password for Tenon"]);
});
