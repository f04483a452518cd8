import { FlowStart } from "@tenon/contract/identities";
import { describe, expect, test } from "vitest";
import { finishFlow, listIdentities, startLink, unlinkIdentity } from "../identities.ts";
import { outcomesOf, reasonOf, testWorld } from "../testing.ts";
import { ada, answer, link, methodsOf, provider, signIn, withProviders } from "./provider.fixture.ts";

describe("linking", () => {
  test("gives the identity to whoever began it, tells them by mail and is noted; the session goes on", async () => {
    await using world = await testWorld();
    const owner = withProviders(await world.as("mary"), provider("acme", ada));

    const { output, started } = await link(owner, "acme");

    expect(output).toMatchObject({ outcome: "linked", token: null, user: { username: "mary" } });
    expect(started).toBeNull();
    expect((await listIdentities(owner)).items).toMatchObject([
      { provider: "acme", providerName: "ACME", email: "Ada@Example.com" },
    ]);
    expect(world.jobs.map(({ payload }) => payload)).toMatchObject([{ to: "mary@example.com" }]);
    expect(await world.db.auditEvent.findMany()).toMatchObject([
      { action: "identity.linked", actorId: owner.actor.id },
    ]);
    expect((await signIn(withProviders(world.anonymous, provider("acme", ada)), "acme")).output.user.username).toBe(
      "mary",
    );
  });

  test("needs the session that began it", async () => {
    await using world = await testWorld();
    const acme = provider("acme", ada);
    const [owner, other] = [withProviders(await world.as("mary"), acme), withProviders(await world.as("eve"), acme)];
    const elsewhere = {
      ...owner,
      actor: { ...owner.actor, session: { ...owner.actor.session, publicId: other.actor.session.publicId } },
    };

    for (const ctx of [other, elsewhere, withProviders(world.anonymous, acme)]) {
      const { token } = await startLink(owner, FlowStart.parse({ provider: "acme" }));
      expect(await reasonOf(finishFlow(ctx, token, answer("acme", token)))).toBe("OAUTH_FLOW_INVALID");
    }
    expect(await world.db.identity.count()).toBe(0);
  });

  test("does not take an identity from another account, and is no error for one's own", async () => {
    await using world = await testWorld();
    const acme = provider("acme", ada);
    const [owner, other] = [withProviders(await world.as("mary"), acme), withProviders(await world.as("eve"), acme)];
    await link(owner, "acme");

    expect(await reasonOf(link(other, "acme"))).toBe("IDENTITY_TAKEN");
    expect(await reasonOf(link(owner, "acme"))).toBe("ok");
    expect([await methodsOf(owner), await methodsOf(other)]).toEqual([["acme"], []]);
  });

  test("needs a credential of the last ten minutes, and nobody does it for another", async () => {
    await using world = await testWorld();
    const owner = withProviders(await world.as("mary"), provider("acme", ada));
    const with_ = (session: object) => ({
      ...owner,
      actor: { ...owner.actor, session: { ...owner.actor.session, ...session } },
    });

    expect(await reasonOf(link(with_({ authenticatedAt: new Date(Date.now() - 601_000) }), "acme"))).toBe(
      "SUDO_REQUIRED",
    );
    expect(await reasonOf(link(with_({ actorId: owner.actor.id }), "acme"))).toBe("IMPERSONATION_DENIED");
  });
});

describe("unlinking", () => {
  const other = { ...ada, issuer: "https://other.example.com" };

  test("leaves a way to sign in", async () => {
    await using world = await testWorld();
    const owner = withProviders(await world.as("mary"), provider("acme", ada), provider("other", other));
    await link(owner, "acme");
    await link(owner, "other");
    const [first, second] = (await listIdentities(owner)).items;

    expect(await reasonOf(unlinkIdentity(owner, first!))).toBe("ok");
    expect(await reasonOf(unlinkIdentity(owner, second!))).toBe("LAST_METHOD");
    await world.db.user.update({ where: { id: owner.actor.id }, data: { passwordHash: "a hash" } });
    expect(await reasonOf(unlinkIdentity(owner, second!))).toBe("ok");
    expect(await methodsOf(owner)).toEqual([]);
    expect(await world.db.auditEvent.count({ where: { action: "identity.unlinked" } })).toBe(2);
    expect(world.jobs.map(({ payload }) => (payload as { subject: string }).subject)).toContain(
      "ACME no longer signs you in",
    );
  });

  test("does not count providers that are not there any more", async () => {
    await using world = await testWorld();
    const owner = withProviders(await world.as("mary"), provider("acme", ada), provider("other", other));
    await link(owner, "acme");
    await link(owner, "other");
    const [first] = (await listIdentities(owner)).items;

    expect(await reasonOf(unlinkIdentity(withProviders(owner, provider("acme", ada)), first!))).toBe("LAST_METHOD");
  });

  test("two at once leaves one", async () => {
    await using world = await testWorld({ poolSize: 5 });
    const owner = withProviders(await world.as("mary"), provider("acme", ada), provider("other", other));
    await link(owner, "acme");
    await link(owner, "other");
    const { items } = await listIdentities(owner);

    const outcomes = await outcomesOf(items.map((identity) => unlinkIdentity(owner, identity)));

    expect(outcomes).toEqual({ ok: 1, LAST_METHOD: 1 });
  });

  test("is for the owner alone", async () => {
    await using world = await testWorld();
    const [owner, eve] = [
      withProviders(await world.as("mary"), provider("acme", ada)),
      withProviders(await world.as("eve")),
    ];
    await link(owner, "acme");
    const [identity] = (await listIdentities(owner)).items;

    expect(await reasonOf(unlinkIdentity(eve, identity!))).toBe("IDENTITY_NOT_FOUND");
  });
});
