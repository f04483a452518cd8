import { describe, expect, test } from "vitest";
import { outcomesOf, reasonOf, testWorld, times } from "../testing.ts";
import { ada, methodsOf, provider, signIn, withProviders } from "./provider.fixture.ts";

test("somebody new gets an account without a password, by the name and the address that a trusted provider vouches for", async () => {
  await using world = await testWorld();
  const ctx = withProviders(world.anonymous, provider("acme", ada));

  const { output, started } = await signIn(ctx, "acme");

  expect(output).toMatchObject({ outcome: "signed-in", token: null, returnTo: "https://app.example.com/" });
  expect(output.user).toMatchObject({ username: "ada-lovelace", email: "Ada@Example.com", emailVerified: true });
  expect(started?.session).toMatchObject({ kind: "cookie", aal: 1, amr: ["fed"], userId: output.user.id });
  expect(await ctx.db.user.findUnique({ where: { id: output.user.id } })).toMatchObject({ passwordHash: null });
  expect(world.jobs.filter(({ name }) => name === "mail.send")).toMatchObject([{ payload: { to: "Ada@Example.com" } }]);
});

test("whoever comes again is the same user, whatever has become of name and address", async () => {
  await using world = await testWorld();
  const first = await signIn(withProviders(world.anonymous, provider("acme", ada)), "acme");
  const changed = { ...ada, email: null, isEmailVerified: false, name: "Countess" };

  const again = await signIn(withProviders(world.anonymous, provider("acme", changed)), "acme");

  expect(again.output.user).toEqual(first.output.user);
  expect(await world.db.user.count()).toBe(1);
});

test("a subject of another issuer is somebody else", async () => {
  await using world = await testWorld();
  const elsewhere = { ...ada, issuer: "https://other.example.com", email: "other@example.com" };
  const ctx = withProviders(world.anonymous, provider("acme", ada), provider("other", elsewhere));

  const users = [await signIn(ctx, "acme"), await signIn(ctx, "other")].map(({ output }) => output.user.id);

  expect(new Set(users).size).toBe(2);
});

describe("an account with the same address", () => {
  const both = { isTrusted: true, isEmailVerified: true, isOwnVerified: true };

  test.each([
    ["is signed in to where both of us have verified it", both, "ok"],
    ["is not given to a provider that is not trusted", { ...both, isTrusted: false }, "LINK_REQUIRED"],
    ["is not given to an address not verified there", { ...both, isEmailVerified: false }, "LINK_REQUIRED"],
    ["is not trusted when we have not verified it (pre-hijacking)", { ...both, isOwnVerified: false }, "LINK_REQUIRED"],
  ])("%s", async (_, { isTrusted, isEmailVerified, isOwnVerified }, outcome) => {
    await using world = await testWorld();
    const owner = await world.as("ada");
    const data = { emailVerifiedAt: isOwnVerified ? new Date() : null };
    await world.db.user.update({ where: { id: owner.actor.id }, data });
    const ctx = withProviders(world.anonymous, provider("acme", { ...ada, isEmailVerified }, isTrusted));

    expect(await reasonOf(signIn(ctx, "acme"))).toBe(outcome);
    expect(await methodsOf(withProviders(owner))).toEqual(outcome === "ok" ? ["acme"] : []);
    expect(await world.db.session.count()).toBe(outcome === "ok" ? 1 : 0);
    const mailed = world.jobs.filter(({ name }) => name === "mail.send").map(({ payload }) => payload);
    expect(mailed).toMatchObject(
      outcome === "ok" ? [{ to: "ada@example.com", subject: expect.stringMatching("ACME") }] : [],
    );
  });

  test("that is disabled stays so, and gets no identity", async () => {
    await using world = await testWorld();
    const owner = await world.as("ada");
    const data = { emailVerifiedAt: new Date(), status: "disabled" } as const;
    await world.db.user.update({ where: { id: owner.actor.id }, data });

    expect(await reasonOf(signIn(withProviders(world.anonymous, provider("acme", ada)), "acme"))).toBe(
      "ACCOUNT_DISABLED",
    );
    expect(await world.db.identity.count()).toBe(0);
  });
});

describe("where nobody is to learn who has an account", () => {
  const safe = { accounts: { registration: "by-mail" } } as const;

  test.each([
    ["not verified there", { isTrusted: true, isEmailVerified: false }],
    ["verified by a provider of no trust", { isTrusted: false, isEmailVerified: true }],
  ])(
    "an address that is %s is answered alike, taken or free, and makes nothing",
    async (_, { isTrusted, isEmailVerified }) => {
      await using world = await testWorld();
      const owner = await world.as("ada");
      await world.db.user.update({ where: { id: owner.actor.id }, data: { emailVerifiedAt: new Date() } });
      const outcomeOf = (email: string) => {
        const says = provider("acme", { ...ada, email, isEmailVerified }, isTrusted);
        return reasonOf(signIn({ ...withProviders(world.anonymous, says), ...safe }, "acme"));
      };

      expect([await outcomeOf("ada@example.com"), await outcomeOf("free@example.com")]).toEqual([
        "OAUTH_EMAIL_MISSING",
        "OAUTH_EMAIL_MISSING",
      ]);
      expect(await world.db.user.count()).toBe(1);
    },
  );

  test("one that is verified tells its owner to link, or makes the account; an identity that is linked already needs none", async () => {
    await using world = await testWorld();
    await world.as("ada");
    const says = (said: object) => ({
      ...withProviders(world.anonymous, provider("acme", { ...ada, ...said })),
      ...safe,
    });

    expect(await reasonOf(signIn(says({}), "acme"))).toBe("LINK_REQUIRED");
    const { output } = await signIn(says({ email: "free@example.com", subject: "free" }), "acme");
    const again = await signIn(says({ email: null, isEmailVerified: false, subject: "free" }), "acme");
    expect(again.output.user).toEqual(output.user);
  });
});

test("an address that a provider of no trust vouches for is not verified here, so that it opens nothing later", async () => {
  await using world = await testWorld();
  const [evil, acme] = [{ ...ada, issuer: "https://evil.example" }, ada];
  const ctx = withProviders(world.anonymous, provider("evil", evil, false), provider("acme", acme));

  const { output } = await signIn(ctx, "evil");

  expect(output.user.emailVerified).toBe(false);
  expect(await reasonOf(signIn(ctx, "acme"))).toBe("LINK_REQUIRED");
});

test("the identity of an account that was disabled signs nobody in", async () => {
  await using world = await testWorld();
  const ctx = withProviders(world.anonymous, provider("acme", ada));
  const { output } = await signIn(ctx, "acme");
  await world.db.user.update({ where: { id: output.user.id }, data: { status: "disabled" } });

  expect(await reasonOf(signIn(ctx, "acme"))).toBe("ACCOUNT_DISABLED");
});

test.each([null, "no address", "a\u0000@example.com"])("an account needs an address, and %j is none", async (email) => {
  await using world = await testWorld();

  const ctx = withProviders(world.anonymous, provider("acme", { ...ada, email }));

  expect(await reasonOf(signIn(ctx, "acme"))).toBe("OAUTH_EMAIL_MISSING");
});

test.each([[null], ["\u202eevil"], ["a\nb"], ["\u0000"]])(
  "a name that nobody could choose here is not taken: %j",
  async (name) => {
    await using world = await testWorld();

    const { output } = await signIn(withProviders(world.anonymous, provider("acme", { ...ada, name })), "acme");

    expect(output.user).toMatchObject({ name: "New user", username: "new-user" });
  },
);

test("ten flows of somebody new at once make one account", async () => {
  await using world = await testWorld({ poolSize: 10 });
  const ctx = withProviders(world.anonymous, provider("acme", ada));

  const outcomes = await outcomesOf(times(10, () => signIn(ctx, "acme")));

  expect(outcomes).toEqual({ ok: 10 });
  expect([await world.db.user.count(), await world.db.identity.count()]).toEqual([1, 1]);
});
