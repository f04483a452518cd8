import { checksOf } from "@tenon/auth";
import { AppError } from "@tenon/contract/app-error";
import { FlowStart } from "@tenon/contract/identities";
import { describe, expect, test } from "vitest";
import { finishFlow, startSignIn } from "../identities.ts";
import { outcomesOf, reasonOf, testWorld, times } from "../testing.ts";
import { ada, answer, provider, signIn, withProviders } from "./provider.fixture.ts";

test.each([
  [true, true, 2],
  [true, false, 1],
  [false, true, 1],
])("two factors shown to a provider (trusted: %j, says so: %j) count as %j", async (isTrusted, isMultiFactor, aal) => {
  await using world = await testWorld();
  const ctx = withProviders(world.anonymous, provider("acme", { ...ada, isMultiFactor }, isTrusted));

  const { started } = await signIn(ctx, "acme");

  expect(started?.session.aal).toBe(aal);
});

test("of 50 callbacks of one flow at once, one signs in", async () => {
  await using world = await testWorld({ poolSize: 10 });
  const ctx = withProviders(world.anonymous, provider("acme", ada));
  const { token } = await startSignIn(ctx, FlowStart.parse({ provider: "acme" }));

  const outcomes = await outcomesOf(times(50, () => finishFlow(ctx, token, answer("acme", token))));

  expect(outcomes).toEqual({ ok: 1, OAUTH_FLOW_INVALID: 49 });
  expect(await world.db.session.count()).toBe(1);
});

describe("a flow", () => {
  test("is refused with the state of another, and can still be finished", async () => {
    await using world = await testWorld();
    const ctx = withProviders(world.anonymous, provider("acme", ada));
    const start = () => startSignIn(ctx, FlowStart.parse({ provider: "acme" }));
    const [mine, other] = [await start(), await start()];

    expect(await reasonOf(finishFlow(ctx, mine.token, answer("acme", other.token)))).toBe("OAUTH_FLOW_INVALID");
    expect(await reasonOf(finishFlow(ctx, undefined, answer("acme", mine.token)))).toBe("OAUTH_FLOW_INVALID");
    expect(await reasonOf(finishFlow(ctx, mine.token, answer("acme", mine.token)))).toBe("ok");
  });

  test("of one provider is none of another", async () => {
    await using world = await testWorld();
    const ctx = withProviders(world.anonymous, provider("acme", ada), provider("evil", ada));
    const { token } = await startSignIn(ctx, FlowStart.parse({ provider: "acme" }));

    expect(await reasonOf(finishFlow(ctx, token, answer("evil", token)))).toBe("OAUTH_FLOW_INVALID");
  });

  test("takes ten minutes at most", async () => {
    await using world = await testWorld();
    const ctx = withProviders(world.anonymous, provider("acme", ada));
    const { token } = await startSignIn(ctx, FlowStart.parse({ provider: "acme" }));
    const [kept] = await world.db.oneTimeToken.findMany();
    const leftMs = kept!.expiresAt.getTime() - Date.now();
    await world.db.oneTimeToken.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });

    expect(leftMs).toBeGreaterThan(9 * 60_000);
    expect(leftMs).toBeLessThanOrEqual(10 * 60_000);
    expect(await reasonOf(finishFlow(ctx, token, answer("acme", token)))).toBe("OAUTH_FLOW_INVALID");
  });

  test("leaves nothing in the database with which it could be finished", async () => {
    await using world = await testWorld();
    const ctx = withProviders(world.anonymous, provider("acme", ada));
    const { token } = await startSignIn(ctx, FlowStart.parse({ provider: "acme" }));

    const stored = JSON.stringify(await world.db.oneTimeToken.findMany());

    for (const secret of [token, ...Object.values(checksOf({ token, provider: "acme" }))])
      expect(stored).not.toContain(secret);
  });

  test("that comes to nothing says where the browser was to go, and is noted", async () => {
    await using world = await testWorld();
    const ctx = withProviders(world.anonymous, provider("acme", new AppError("OAUTH_DENIED")));

    const refused = signIn(ctx, "acme", { returnTo: "/welcome" });

    await expect(refused).rejects.toMatchObject({
      reason: "OAUTH_DENIED",
      returnTo: "https://app.example.com/welcome",
    });
    expect(await world.db.auditEvent.findMany()).toMatchObject([
      { action: "session.refused", outcome: "failure", meta: { provider: "acme", reason: "OAUTH_DENIED" } },
    ]);
  });
});
