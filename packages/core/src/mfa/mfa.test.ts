import { totpCode } from "@tenon/auth/testing";
import { MfaConfirm } from "@tenon/contract/second-factors";
import { expect, test } from "vitest";
import { loginMfa } from "../auth.ts";
import type { UserCtx } from "../ctx.ts";
import { getMe } from "../me.ts";
import { confirmApp, getMfa, removeApp, renewRecoveryCodes, startApp } from "../mfa.ts";
import { outcomesOf, reasonOf, testSession, times } from "../testing.ts";
import { challengeOf, ctxOf, mfaWorld, signedUp, withApp, withPasskey } from "./world.fixture.ts";

const confirm = (ctx: UserCtx, input: { code: string; revokeOthers?: boolean }) =>
  confirmApp(ctx, MfaConfirm.parse(input));

test("an app is set up by its secret, and counts only once a code of it was confirmed", async () => {
  await using world = await mfaWorld();
  const ada = await signedUp(world, "ada");

  const { secret, uri } = await startApp(ada);
  expect(uri).toContain(`otpauth://totp/Tenon:ada%40example.com?issuer=Tenon&secret=${secret}`);
  expect(await getMe(ada)).toMatchObject({ mfaEnabled: false, mfaMethods: [] });
  expect(await reasonOf(challengeOf(world.anonymous, "ada"))).toMatchObject({ message: "The password was enough." });

  const { output } = await confirm(ada, { code: totpCode(secret, world.anonymous.now()) });

  expect(output.recoveryCodes).toHaveLength(10);
  expect(await getMe(ada)).toMatchObject({ mfaEnabled: true, mfaMethods: ["code", "recoveryCode"] });
  expect(await getMfa(ada)).toEqual({ methods: ["code", "recoveryCode"], required: false, recoveryCodesLeft: 10 });
});

test("neither secret nor recovery codes can be read in the database, and a row that is copied to another user opens nothing", async () => {
  await using world = await mfaWorld();
  const ada = await withApp(world, await signedUp(world, "ada"));
  const eve = await withApp(world, await signedUp(world, "eve"));

  const [rows] = await world.db.$queryRaw<{ text: string }[]>`
    SELECT string_agg(t::text, ' ') AS text FROM (SELECT encode(secret, 'escape') AS t FROM totp_factors UNION ALL
      SELECT hash FROM recovery_codes UNION ALL SELECT meta::text FROM audit_events) AS all_rows`;
  const { secret } = await world.db.totpFactor.findUniqueOrThrow({ where: { userId: eve.ctx.actor.id } });
  await world.db.totpFactor.update({ where: { userId: ada.ctx.actor.id }, data: { secret } });
  const challenge = await challengeOf(world.anonymous, "ada");

  expect(rows?.text).not.toContain(ada.secret);
  for (const code of ada.recoveryCodes) expect(rows?.text).not.toContain(code.replaceAll("-", ""));
  const stolen = loginMfa(world.anonymous, { challenge, code: eve.code(), mode: "bearer" });
  expect(await reasonOf(stolen)).toBe("MFA_CODE_INVALID");
});

test("the code that confirmed the app is not taken again for signing in", async () => {
  await using world = await mfaWorld();
  const ada = await signedUp(world, "ada");
  const { secret } = await startApp(ada);
  const code = totpCode(secret, world.anonymous.now());
  await confirm(ada, { code });
  const challenge = await challengeOf(world.anonymous, "ada");

  expect(await reasonOf(loginMfa(world.anonymous, { challenge, code, mode: "bearer" }))).toBe("MFA_CODE_INVALID");
});

test("confirming gives the session a new token at the second level, and ends the others unless they are to stay", async () => {
  await using world = await mfaWorld();
  for (const [name, revokeOthers] of [
    ["ada", true],
    ["bob", false],
  ] as const) {
    const ctx = await signedUp(world, name);
    const other = await testSession(ctx, ctx.actor.id);
    const { secret } = await startApp(ctx);

    const { token, output } = await confirm(ctx, { code: totpCode(secret, ctx.now()), revokeOthers });

    const renewed = await ctxOf(ctx, token);
    expect(output.token).toBe(token);
    expect(renewed.actor.session).toMatchObject({ aal: 2, publicId: ctx.actor.session.publicId });
    expect(await ctx.auth.sessions.validate(other.token)).toEqual(revokeOthers ? null : expect.anything());
  }
});

test("a wrong code confirms nothing, nor does one without a start, and there is one app at a time", async () => {
  await using world = await mfaWorld();
  const ada = await signedUp(world, "ada");

  expect(await reasonOf(confirm(ada, { code: "123456" }))).toBe("MFA_NOT_ENABLED");
  const first = await startApp(ada);
  const second = await startApp(ada);
  const codeOf = ({ secret }: { secret: string }) => totpCode(secret, world.anonymous.now());
  expect(await reasonOf(confirm(ada, { code: codeOf(first) }))).toBe("MFA_CODE_INVALID");
  expect(await reasonOf(confirm(ada, { code: codeOf(second) }))).toBe("ok");

  expect(await reasonOf(startApp(ada))).toBe("MFA_ALREADY_ENABLED");
  expect(await reasonOf(confirm(ada, { code: codeOf(second) }))).toBe("MFA_ALREADY_ENABLED");
});

test("of ten confirmations at once one counts, with one set of recovery codes", async () => {
  await using world = await mfaWorld();
  const ada = await signedUp(world, "ada");
  const { secret } = await startApp(ada);
  const code = totpCode(secret, world.anonymous.now());

  const outcomes = await outcomesOf(times(10, () => confirm(ada, { code })));

  expect(outcomes["ok"]).toBe(1);
  expect(await world.db.recoveryCode.count()).toBe(10);
});

test("every change is noted and mailed, without a secret in either", async () => {
  await using world = await mfaWorld();
  const { ctx, recoveryCodes, secret } = await withApp(world, await signedUp(world, "ada"));
  const renewed = await renewRecoveryCodes(ctx);
  await removeApp(ctx);

  const noted = await world.db.auditEvent.findMany({ where: { action: { startsWith: "second-factor" } } });
  const mailed = world.jobs.filter(({ name }) => name === "mail.send");

  expect(noted.map(({ action }) => action).toSorted()).toEqual([
    "second-factor.app-added",
    "second-factor.app-removed",
    "second-factor.recovery-codes-renewed",
  ]);
  expect(mailed.length).toBe(3);
  const told = JSON.stringify([noted, world.jobs]);
  for (const word of [secret, ...recoveryCodes, ...renewed.recoveryCodes]) expect(told).not.toContain(word);
});

test("new recovery codes make the old ones useless", async () => {
  await using world = await mfaWorld();
  const { ctx, recoveryCodes } = await withApp(world, await signedUp(world, "ada"));
  const { recoveryCodes: renewed } = await renewRecoveryCodes(ctx);
  const enter = async (recoveryCode = "") => {
    const challenge = await challengeOf(world.anonymous, "ada");
    return reasonOf(loginMfa(world.anonymous, { challenge, recoveryCode, mode: "bearer" }));
  };

  expect(await enter(recoveryCodes[0])).toBe("MFA_CODE_INVALID");
  expect(await enter(renewed[0])).toBe("ok");
  expect((await getMfa(ctx)).recoveryCodesLeft).toBe(9);
});

test("without a factor there are no recovery codes: none are made, and they go with the last one", async () => {
  await using world = await mfaWorld();
  const ada = await signedUp(world, "ada");
  expect(await reasonOf(renewRecoveryCodes(ada))).toBe("MFA_NOT_ENABLED");
  expect(await reasonOf(removeApp(ada))).toBe("MFA_NOT_ENABLED");
  const { ctx } = await withApp(world, ada);

  await removeApp(ctx);

  expect(await getMfa(ctx)).toEqual({ methods: [], required: false, recoveryCodesLeft: 0 });
  expect(await reasonOf(challengeOf(world.anonymous, "ada"))).toMatchObject({ message: "The password was enough." });
});

test("a session that has not seen the factor cannot change factors", async () => {
  await using world = await mfaWorld();
  const ada = await signedUp(world, "ada");
  const old = await ctxOf(ada, (await testSession(ada, ada.actor.id)).token);
  const { secret } = await startApp(ada);
  await confirm(ada, { code: totpCode(secret, world.anonymous.now()), revokeOthers: false });

  expect(await reasonOf(removeApp(old))).toBe("SUDO_REQUIRED");
  expect(await reasonOf(renewRecoveryCodes(old))).toBe("SUDO_REQUIRED");
  expect(await reasonOf(withPasskey(old))).toBe("SUDO_REQUIRED");
});

test("an account that must have a second factor keeps its last one", async () => {
  await using world = await mfaWorld();
  const { ctx } = await withApp(world, await signedUp(world, "ada"));
  const must = { ...ctx, actor: { ...ctx.actor, mfaRequired: true } };

  expect(await reasonOf(removeApp(must))).toBe("LAST_METHOD");
  const { ctx: withBoth } = await withPasskey(must);
  expect(await reasonOf(removeApp({ ...must, actor: { ...withBoth.actor, mfaRequired: true } }))).toBe("ok");
});
