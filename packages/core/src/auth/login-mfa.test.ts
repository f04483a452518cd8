import type { LoginMfa } from "@tenon/contract/auth";
import { expect, test } from "vitest";
import { login, loginMfa, passkeyLogin } from "../auth.ts";
import type { Ctx } from "../ctx.ts";
import { newPasskeyOptions, passkeyOptions } from "../mfa.ts";
import {
  challengeOf,
  ctxOf,
  mfaWorld,
  newAuthenticator,
  password,
  signedUp,
  withApp,
  withPasskey,
} from "../mfa/world.fixture.ts";
import { outcomesOf, reasonOf, times } from "../testing.ts";

const finish = (ctx: Ctx, input: Omit<LoginMfa, "mode">) => loginMfa(ctx, { mode: "bearer", ...input });
const signIn = (ctx: Ctx, given = password) =>
  login(ctx, { email: "ada@example.com", password: given, mode: "bearer" });

test("the right password of an account with an app is answered with a challenge, and with no session", async () => {
  await using world = await mfaWorld();
  await withApp(world, await signedUp(world, "ada"));
  const before = await world.db.session.count();

  await expect(signIn(world.anonymous)).rejects.toMatchObject({
    reason: "MFA_REQUIRED",
    challenge: expect.stringMatching(/^mf_/) as string,
    methods: ["code", "recoveryCode"],
  });
  expect(await world.db.session.count()).toBe(before);
});

test("a challenge is no session", async () => {
  await using world = await mfaWorld();
  await withApp(world, await signedUp(world, "ada"));
  const challenge = await challengeOf(world.anonymous, "ada");

  expect(await world.anonymous.auth.sessions.validate(challenge)).toBeNull();
  expect(await world.anonymous.auth.sessions.validate(challenge.replace("mf_", "ss_"))).toBeNull();
});

test("the code finishes the sign-in, at the second level and with both methods", async () => {
  await using world = await mfaWorld();
  const { code } = await withApp(world, await signedUp(world, "ada"));
  const challenge = await challengeOf(world.anonymous, "ada");

  const { session, output } = await finish(world.anonymous, { challenge, code: code() });

  expect(session).toMatchObject({ aal: 2, amr: ["pwd", "otp"] });
  expect(output.user).toMatchObject({ username: "ada", mfaEnabled: true, mfaMethods: ["code", "recoveryCode"] });
  const again = finish(world.anonymous, { challenge, code: code() });
  expect(await reasonOf(again)).toBe("MFA_CHALLENGE_INVALID");
});

test("a code is taken once, by whichever challenge, and none of a step before it", async () => {
  await using world = await mfaWorld();
  const { code } = await withApp(world, await signedUp(world, "ada"));
  const earlier = code();
  world.later(1);
  const shown = code();
  const open = () => challengeOf(world.anonymous, "ada");
  const challenges = [await open(), await open(), await open()] as const;

  await finish(world.anonymous, { challenge: challenges[0], code: shown });

  const again = finish(world.anonymous, { challenge: challenges[1], code: shown });
  expect(await reasonOf(again)).toBe("MFA_CODE_INVALID");
  const old = finish(world.anonymous, { challenge: challenges[2], code: earlier });
  expect(await reasonOf(old)).toBe("MFA_CODE_INVALID");
});

test("of twenty sign-ins at once with one code one gets in", async () => {
  await using world = await mfaWorld();
  const { code } = await withApp(world, await signedUp(world, "ada"));
  const challenges: string[] = [];
  for (let i = 0; i < 20; i += 1) challenges.push(await challengeOf(world.anonymous, "ada"));
  const before = await world.db.session.count();

  const outcomes = await outcomesOf(
    challenges.map((challenge) => finish(world.anonymous, { challenge, code: code() })),
  );

  expect(outcomes["ok"]).toBe(1);
  expect(await world.db.session.count()).toBe(before + 1);
});

test("of fifty wrong codes at once for one challenge five are looked at, and then it is spent", async () => {
  await using world = await mfaWorld();
  const { code } = await withApp(world, await signedUp(world, "ada"));
  const challenge = await challengeOf(world.anonymous, "ada");
  const wrong = code() === "000000" ? "111111" : "000000";

  const outcomes = await outcomesOf(times(50, () => finish(world.anonymous, { challenge, code: wrong })));

  expect(outcomes).toEqual({ MFA_CODE_INVALID: 5, MFA_CHALLENGE_INVALID: 45 });
  expect(await reasonOf(finish(world.anonymous, { challenge, code: code() }))).toBe("MFA_CHALLENGE_INVALID");
});

test("ten wrong codes by any challenges lock codes, not passkeys, and the owner is mailed once", async () => {
  await using world = await mfaWorld();
  const { ctx, code } = await withApp(world, await signedUp(world, "ada"));
  const { answer } = await withPasskey(ctx);
  const wrong = code() === "000000" ? "111111" : "000000";
  for (let i = 0; i < 2; i += 1) {
    const challenge = await challengeOf(world.anonymous, "ada");
    await outcomesOf(times(5, () => finish(world.anonymous, { challenge, code: wrong })));
  }
  const challenge = await challengeOf(world.anonymous, "ada");

  await expect(finish(world.anonymous, { challenge, code: code() })).rejects.toMatchObject({
    reason: "TOO_MANY_ATTEMPTS",
    retryAfter: expect.closeTo(900, -1) as number,
  });
  const mails = world.jobs.filter(({ payload }) => JSON.stringify(payload).includes("Somebody tries codes"));
  expect(mails.length).toBe(1);
  const { session } = await finish(world.anonymous, { challenge, passkey: await answer() });
  expect(session).toMatchObject({ aal: 2, amr: ["pwd", "hwk"] });
});

test("what one account shows does not finish another's sign-in", async () => {
  await using world = await mfaWorld();
  const ada = await withApp(world, await signedUp(world, "ada"));
  const eve = await withApp(world, await signedUp(world, "eve"));
  const { answer } = await withPasskey(eve.ctx);
  const challenge = await challengeOf(world.anonymous, "ada");
  const reason = async (input: Partial<LoginMfa>) => reasonOf(finish(world.anonymous, { challenge, ...input }));

  expect(await reason({ code: eve.code() })).toBe("MFA_CODE_INVALID");
  expect(await reason({ recoveryCode: eve.recoveryCodes[0] })).toBe("MFA_CODE_INVALID");
  expect(await reason({ passkey: await answer() })).toBe("PASSKEY_INVALID");
  expect(await reason({ code: ada.code() })).toBe("ok");
});

test("of fifty sign-ins at once with one recovery code one gets in; afterwards it is used, and the next one works", async () => {
  await using world = await mfaWorld();
  const { recoveryCodes } = await withApp(world, await signedUp(world, "ada"));
  const [first = "", second = ""] = recoveryCodes;
  const challenges: string[] = [];
  for (let i = 0; i < 50; i += 1) challenges.push(await challengeOf(world.anonymous, "ada"));

  const outcomes = await outcomesOf(
    challenges.map((challenge) => finish(world.anonymous, { challenge, recoveryCode: first })),
  );

  expect(outcomes["ok"]).toBe(1);
  await world.anonymous.auth.secondFactorTries.clear((await world.as("ada")).actor.id);
  const next = async (recoveryCode: string) =>
    finish(world.anonymous, { challenge: await challengeOf(world.anonymous, "ada"), recoveryCode });
  expect(await reasonOf(next(first))).toBe("MFA_CODE_INVALID");
  const { session, output } = await next(second.toLowerCase().replaceAll("-", " "));
  expect([session.amr, output.user.mfaMethods]).toEqual([
    ["pwd", "rec"],
    ["code", "recoveryCode"],
  ]);
});

test("whoever knows the password alone does not make earlier failures forgotten; the second factor does", async () => {
  await using world = await mfaWorld();
  const { code } = await withApp(world, await signedUp(world, "ada"));
  const fail = (count: number) => outcomesOf(times(count, () => signIn(world.anonymous, "wrong")));
  await fail(3);

  const challenge = await challengeOf(world.anonymous, "ada");
  expect(await fail(3)).toEqual({ INVALID_CREDENTIALS: 2, TOO_MANY_ATTEMPTS: 1 });
  await finish(world.anonymous, { challenge, code: code() });

  expect(await fail(3)).toEqual({ INVALID_CREDENTIALS: 3 });
});

test("a code that was not looked at costs no try", async () => {
  await using world = await mfaWorld();
  const { recoveryCodes } = await withApp(world, await signedUp(world, "ada"));
  const [recoveryCode = ""] = recoveryCodes;
  const { auth } = world.anonymous;
  const busy = { ...auth, passwords: { ...auth.passwords, verify: () => Promise.reject(new Error("no memory")) } };
  const challenges: string[] = [];
  for (let i = 0; i < 12; i += 1) challenges.push(await challengeOf(world.anonymous, "ada"));

  for (const challenge of challenges.slice(1))
    await reasonOf(finish({ ...world.anonymous, auth: busy }, { challenge, recoveryCode }));

  expect(await reasonOf(finish(world.anonymous, { challenge: challenges[0] ?? "", recoveryCode }))).toBe("ok");
});

test("the session that the call came with ends when the second factor is shown, not before", async () => {
  await using world = await mfaWorld();
  const { ctx, code } = await withApp(world, await signedUp(world, "ada"));
  const isThere = () => world.db.session.count({ where: { publicId: ctx.actor.session.publicId } });

  const challenge = await challengeOf(ctx, "ada");
  expect(await isThere()).toBe(1);
  await finish(ctx, { challenge, code: code() });

  expect(await isThere()).toBe(0);
});

test("an account that was disabled meanwhile is refused", async () => {
  await using world = await mfaWorld();
  const { code } = await withApp(world, await signedUp(world, "ada"));
  const challenge = await challengeOf(world.anonymous, "ada");
  await world.db.user.updateMany({ data: { status: "disabled" } });

  expect(await reasonOf(finish(world.anonymous, { challenge, code: code() }))).toBe("ACCOUNT_DISABLED");
});

test("a way in that cannot ask for a second factor refuses accounts that have one, without a challenge", async () => {
  await using world = await mfaWorld();
  await withApp(world, await signedUp(world, "ada"));
  const ctx: Ctx = { ...world.anonymous, accounts: { secondFactor: "refused" } };

  const error = await signIn(ctx).catch((reason: unknown) => reason);

  expect(error).toMatchObject({
    reason: "MFA_REQUIRED",
    challenge: undefined,
    message: expect.stringContaining("cannot be shown here") as string,
  });
  expect(await world.db.oneTimeToken.count()).toBe(0);
});

test("a challenge holds for five minutes", async () => {
  await using world = await mfaWorld();
  const { code } = await withApp(world, await signedUp(world, "ada"));
  const challenge = await challengeOf(world.anonymous, "ada");
  const { expiresAt } = await world.db.oneTimeToken.findFirstOrThrow({ where: { kind: "mfa_challenge" } });
  await world.db.$executeRaw`UPDATE one_time_tokens SET expires_at = expires_at - interval '5 minutes'`;

  expect(expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(300_000);
  expect(await reasonOf(finish(world.anonymous, { challenge, code: code() }))).toBe("MFA_CHALLENGE_INVALID");
});

test("a passkey signs in by itself, at the second level; what it signed works once", async () => {
  await using world = await mfaWorld();
  const { answer } = await withPasskey(await signedUp(world, "ada"));
  const passkey = await answer();

  const { session, token } = await passkeyLogin(world.anonymous, { passkey, mode: "bearer" });

  expect(session).toMatchObject({ aal: 2, amr: ["hwk"] });
  expect((await ctxOf(world.anonymous, token)).actor.username).toBe("ada");
  expect(await reasonOf(passkeyLogin(world.anonymous, { passkey, mode: "bearer" }))).toBe("PASSKEY_INVALID");
});

test("of fifty sign-ins at once with one answer of a passkey one gets in", async () => {
  await using world = await mfaWorld();
  const { answer } = await withPasskey(await signedUp(world, "ada"));
  const passkey = await answer();

  const outcomes = await outcomesOf(times(50, () => passkeyLogin(world.anonymous, { passkey, mode: "bearer" })));

  expect(outcomes).toEqual({ ok: 1, PASSKEY_INVALID: 49 });
});

test("a passkey that counts backwards is refused, noted and its owner mailed; one that never counts is fine", async () => {
  await using world = await mfaWorld();
  const { answer, authenticator } = await withPasskey(await signedUp(world, "ada"));
  const enter = async () => reasonOf(passkeyLogin(world.anonymous, { passkey: await answer(), mode: "bearer" }));
  authenticator.quirks.counter = 7;
  expect(await enter()).toBe("ok");

  authenticator.quirks.counter = 7;
  expect(await enter()).toBe("PASSKEY_INVALID");
  authenticator.quirks.counter = -1;
  expect(await enter()).toBe("PASSKEY_INVALID");
  expect(await world.db.auditEvent.count({ where: { action: "passkey.copied", outcome: "failure" } })).toBe(2);
  expect(JSON.stringify(world.jobs)).toContain("may have been copied");

  await world.db.passkey.updateMany({ data: { counter: 0 } });
  authenticator.quirks.counter = -1;
  expect(await enter()).toBe("ok");
  authenticator.quirks.counter = -1;
  expect(await enter()).toBe("ok");
});

test("an unknown passkey, a challenge that was made for adding one, and one that nobody made are refused alike", async () => {
  await using world = await mfaWorld();
  const ada = await withPasskey(await signedUp(world, "ada"));
  const enter = (challenge: string, authenticator = ada.authenticator) =>
    reasonOf(passkeyLogin(world.anonymous, { passkey: authenticator.get({ challenge }), mode: "bearer" }));
  const { challenge } = await newPasskeyOptions(ada.ctx);

  expect(await enter(challenge)).toBe("PASSKEY_INVALID");
  expect(await enter("d2FfbmV2ZXI")).toBe("PASSKEY_INVALID");
  expect(await enter((await passkeyOptions(world.anonymous)).challenge, newAuthenticator())).toBe("PASSKEY_INVALID");
});
