import { expect, test } from "vitest";
import { changeEmail, confirmEmail, resendVerification, verifyEmail } from "../account.ts";
import { getMe } from "../me.ts";
import { outcomesOf, reasonOf, times } from "../testing.ts";
import { accountWorld, mailedToken, mailsOf, tokenIn } from "./account.fixture.ts";

test("the welcome has the link that verifies the address, once of fifty times", async () => {
  await using world = await accountWorld();
  expect(await getMe(world.ada)).toMatchObject({ emailVerified: false });
  const token = tokenIn(world.welcome);

  const outcomes = await outcomesOf(times(50, () => verifyEmail(world.anonymous, { token })));

  expect(outcomes).toEqual({ ok: 1, TOKEN_EXPIRED_OR_USED: 49 });
  expect(await getMe(world.ada)).toMatchObject({ emailVerified: true });
  expect(await world.auditOf()).toContain("email.verified");
});

test("it can be sent again, which ends the one before; a verified address gets none", async () => {
  await using world = await accountWorld();

  await resendVerification(world.ada);
  const token = await mailedToken(world, /^Confirm your address/);

  expect(await reasonOf(verifyEmail(world.anonymous, { token: tokenIn(world.welcome) }))).toBe("TOKEN_EXPIRED_OR_USED");
  expect(await reasonOf(verifyEmail(world.anonymous, { token }))).toBe("ok");
  await resendVerification(world.ada);
  expect(await mailsOf(world)).toEqual([]);
});

test("a link that was sent to an address verifies no other one", async () => {
  await using world = await accountWorld();
  await changeEmail(world.ada, { email: "ada@example.org" });
  await confirmEmail(world.anonymous, { token: await mailedToken(world, /^Confirm your new/) });
  await world.db.user.updateMany({ data: { emailVerifiedAt: null } });

  expect(await reasonOf(verifyEmail(world.anonymous, { token: tokenIn(world.welcome) }))).toBe("TOKEN_EXPIRED_OR_USED");
});
