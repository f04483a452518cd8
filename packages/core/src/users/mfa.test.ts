import { expect, test } from "vitest";
import { assertSecondFactor } from "../access.ts";
import { login, loginMfa } from "../auth.ts";
import type { Ctx, UserCtx } from "../ctx.ts";
import { getMe } from "../me.ts";
import { challengeOf, ctxOf, mfaWorld, password, signedUp, withApp, withPasskey } from "../mfa/world.fixture.ts";
import { reasonOf } from "../testing.ts";
import { requireMfa, resetMfa } from "../users.ts";

const unknown = "0198d1e2-7c3b-7a44-8f00-000000000001";
const refusal = async (ctx: UserCtx) => reasonOf((async () => assertSecondFactor(ctx, ctx.actor))());
const enter = (ctx: Ctx) => login(ctx, { email: "ada@example.com", password, mode: "bearer" });

test("an administrator removes the factors of somebody who has lost them: sessions end, and the password is enough", async () => {
  await using world = await mfaWorld();
  const root = await world.as("root", "admin");
  const { ctx, code } = await withApp(world, await signedUp(world, "ada"));
  const { ctx: ada } = await withPasskey(ctx);
  const challenge = await challengeOf(world.anonymous, "ada");

  await resetMfa(root, { id: ada.actor.id });

  expect(await getMe(ada)).toMatchObject({ mfaEnabled: false });
  expect(await world.db.session.count({ where: { userId: ada.actor.id } })).toBe(0);
  const late = loginMfa(world.anonymous, { challenge, code: code(), mode: "bearer" });
  expect(await reasonOf(late)).toBe("MFA_CHALLENGE_INVALID");
  expect(await reasonOf(enter(ada))).toBe("ok");
  expect(await world.db.auditEvent.findFirst({ where: { action: "second-factor.reset" } })).toMatchObject({
    actorId: root.actor.id,
    subjectId: ada.actor.id,
  });
  expect(JSON.stringify(world.jobs)).toContain("Your second factors were removed");
});

test("nobody resets their own that way, nor those of nobody", async () => {
  await using world = await mfaWorld();
  const root = await world.as("root", "admin");

  expect(await reasonOf(resetMfa(root, { id: root.actor.id }))).toBe("FORBIDDEN");
  expect(await reasonOf(resetMfa(root, { id: unknown }))).toBe("USER_NOT_FOUND");
  expect(await reasonOf(requireMfa(root, { id: unknown, required: true }))).toBe("USER_NOT_FOUND");
});

test("an account that must have a second factor can set one up, and does nothing else before", async () => {
  await using world = await mfaWorld();
  const root = await world.as("root", "admin");
  const before = await signedUp(world, "ada");

  const account = await requireMfa(root, { id: before.actor.id, required: true });
  expect(account).toMatchObject({ mfaRequired: true });
  expect(await world.db.session.count({ where: { userId: before.actor.id } })).toBe(0);
  const ada = await ctxOf(before, (await enter(world.anonymous)).token);
  expect(await refusal(ada)).toBe("MFA_ENROLMENT_REQUIRED");
  expect(await getMe(ada)).toMatchObject({ mfaRequired: true, mfaEnabled: false });
  const { ctx } = await withApp(world, ada);

  expect(await refusal(ctx)).toBe("ok");
  await requireMfa(root, { id: ctx.actor.id, required: false });
  expect(await getMe(ctx)).toMatchObject({ mfaRequired: false, mfaEnabled: true });
});

test("a role may ask for it as well", async () => {
  await using world = await mfaWorld();
  const mfaRoles = new Set(["admin"] as const);
  const [root, ada] = [await world.as("root", "admin"), await world.as("ada")];

  expect(await refusal({ ...root, mfaRoles })).toBe("MFA_ENROLMENT_REQUIRED");
  expect(await refusal({ ...ada, mfaRoles })).toBe("ok");
  expect(await getMe({ ...root, mfaRoles })).toMatchObject({ mfaRequired: true });
});
