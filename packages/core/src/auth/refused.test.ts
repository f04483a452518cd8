import { expect, test } from "vitest";
import { login, loginMfa, passkeyLogin } from "../auth.ts";
import { challengeOf, mfaWorld, password, signedUp, withPasskey } from "../mfa/world.fixture.ts";
import { reasonOf, type TestWorld } from "../testing.ts";

const refused = async ({ db }: TestWorld) =>
  (await db.auditEvent.findMany({ where: { outcome: "failure" }, orderBy: { at: "asc" } })).map(
    ({ action, subjectId, targetId }) => ({ action, subjectId, targetId }),
  );

test("whoever shows the right credential of an account that is barred is noted", async () => {
  await using world = await mfaWorld();
  const { ctx, answer } = await withPasskey(await signedUp(world, "ada"));
  const bob = await signedUp(world, "bob");
  await world.db.user.updateMany({ data: { status: "disabled" } });

  const byPassword = login(world.anonymous, { email: "bob@example.com", password, mode: "bearer" });
  expect(await reasonOf(byPassword)).toBe("ACCOUNT_DISABLED");
  const byPasskey = passkeyLogin(world.anonymous, { passkey: await answer(), mode: "bearer" });
  expect(await reasonOf(byPasskey)).toBe("ACCOUNT_DISABLED");

  expect(await refused(world)).toEqual(
    [bob, ctx].map(({ actor }) => ({ action: "session.refused", subjectId: actor.id, targetId: null })),
  );
});

test("a passkey's answer that it has not signed is noted, as a sign-in and as a second factor", async () => {
  await using world = await mfaWorld();
  const { ctx, added, answer } = await withPasskey(await signedUp(world, "ada"));
  const forged = async () => {
    const passkey = await answer();
    const other = await answer();
    return { ...passkey, response: { ...passkey.response, signature: other.response.signature } };
  };
  const challenge = await challengeOf(world.anonymous, "ada");

  const alone = passkeyLogin(world.anonymous, { passkey: await forged(), mode: "bearer" });
  expect(await reasonOf(alone)).toBe("PASSKEY_INVALID");
  const second = loginMfa(world.anonymous, { challenge, passkey: await forged(), mode: "bearer" });
  expect(await reasonOf(second)).toBe("PASSKEY_INVALID");

  const of = { subjectId: ctx.actor.id, targetId: added.passkey.id };
  expect(await refused(world)).toEqual([
    { action: "session.refused", ...of },
    { action: "second-factor.refused", ...of },
  ]);
});
