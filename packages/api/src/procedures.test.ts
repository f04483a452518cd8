import type { Ctx, UserCtx } from "@tenon/core/ctx";
import { testWorld } from "@tenon/core/testing";
import { expect, test } from "vitest";
import { outcomeOf, procedures } from "./access/procedures.fixture.ts";
import type { Meta } from "./meta.ts";
import { callerOf } from "./testing.ts";

/** What a session may call that still owes its second factor, besides what nobody has to sign in for. */
const forEnrolment =
  "auth.reauthenticate me.get me.mfa.confirm me.mfa.get me.mfa.start me.passkeys.add me.passkeys.list me.passkeys.options";

/** What a stolen session must not do. */
const fresh =
  "me.apiKeys.create me.apiKeys.rotate me.changeEmail me.delete me.export me.mfa.confirm me.mfa.disable me.mfa.recoveryCodes me.mfa.start me.passkeys.add me.passkeys.options me.passkeys.remove me.passkeys.rename me.sessions.revokeOthers signingKeys.rotate users.impersonate users.requireMfa users.resetMfa";

const withSession = (ctx: UserCtx, change: Partial<UserCtx["actor"]["session"]>): UserCtx => ({
  ...ctx,
  actor: { ...ctx.actor, session: { ...ctx.actor.session, ...change } },
});

/** What each call comes to without an input: whatever comes before the input is judged. */
async function reasonsOf(ctx: Ctx): Promise<Map<string, string>> {
  const reasons = new Map<string, string>();
  for (const { path } of procedures) reasons.set(path, await outcomeOf(path, callerOf(ctx), { unknownField: true }));
  return reasons;
}

const pathsWith = (reasons: Map<string, string>, reason: string) =>
  [...reasons].flatMap(([path, found]) => (found === reason ? [path] : [])).toSorted();

test("a session that owes its second factor reads its account, sets a factor up, signs out, and does nothing else", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada", "admin");
  const owing = { ...ada, actor: { ...ada.actor, mfaRequired: true } };

  const refused = pathsWith(await reasonsOf(owing), "MFA_ENROLMENT_REQUIRED");
  const free = new Set(forEnrolment.split(" "));

  expect(new Set(refused)).toEqual(
    new Set(
      procedures
        .filter(({ path, meta }) => !free.has(path) && (meta.access !== "public" || readsAsSomebody(meta)))
        .map(({ path }) => path),
    ),
  );
  expect(pathsWith(await reasonsOf(withSession(owing, { aal: 2 })), "MFA_ENROLMENT_REQUIRED")).toEqual([]);
});

/** Public, but in the caller's own view: which for an administrator is more. */
const readsAsSomebody = ({ rest }: Meta) =>
  (rest as { security?: unknown; errors?: string[] } | undefined)?.errors?.includes("MFA_ENROLMENT_REQUIRED");

test("what is fresh wants a credential of the last ten minutes, and no administrator in a user's place", async () => {
  const now = new Date();
  await using world = await testWorld({ now: () => now });
  const root = await world.as("root", "admin");
  const shown = (minutes: number) => withSession(root, { authenticatedAt: new Date(now.getTime() - minutes * 60_000) });

  expect(pathsWith(await reasonsOf(shown(10.01)), "SUDO_REQUIRED")).toEqual(fresh.split(" "));
  expect(pathsWith(await reasonsOf(shown(10)), "SUDO_REQUIRED")).toEqual([]);
  const impersonating = pathsWith(
    await reasonsOf(withSession(root, { actorId: root.actor.id })),
    "IMPERSONATION_DENIED",
  );
  expect(impersonating).toEqual(fresh.split(" "));
  expect(procedures.flatMap(({ path, meta }) => (meta.fresh ? [path] : [])).toSorted()).toEqual(fresh.split(" "));
});

test("what carries a credential, or gives the session a new token, is refused in a batch", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const alone = ["auth.loginMfa", "auth.passkeyLogin", "auth.reauthenticate", "me.mfa.confirm", "me.passkeys.add"];

  for (const path of alone) {
    const outcome = await outcomeOf(path, callerOf(ada, { isAlone: false }), {});

    expect([path, outcome]).toEqual([path, "BATCH_REFUSED"]);
  }
});
