import { expect, test } from "vitest";
import { outcomesOf, reasonOf, testSession, testWorld, times } from "../testing.ts";
import { accessTokenActor, issueAccessToken } from "./access-token.ts";
import { refresh } from "./refresh.ts";
import { signInAs } from "./sign-in.ts";

const search = "https://search.example.com";

/** Somebody who has signed in in mode `tokens`. */
async function testTokens(now = () => new Date()) {
  const world = await testWorld({ now });
  const ada = await world.as("ada", "editor");
  const signIn = async () => {
    const { output, session } = await signInAs(world.anonymous, ada.actor.id, { kind: "tokens", aal: 1, amr: ["pwd"] });
    return { ...output, accessToken: output.accessToken ?? "", refreshToken: output.refreshToken ?? "", session };
  };
  const actorOf = (token: string) => accessTokenActor(world.anonymous.auth, token);
  const asToken = async (token: string) => {
    const actor = await actorOf(token);
    if (!actor) throw new Error("The token does not hold.");
    return { ...world.anonymous, actor };
  };
  /** As if the last exchange had been this long ago. */
  const age = (seconds: number) =>
    world.db.session.updateMany({ data: { refreshRotatedAt: new Date(Date.now() - seconds * 1000) } });
  return { ...world, ada, signIn, actorOf, asToken, age };
}

/** What a token says of itself. */
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

test("a sign-in in mode tokens answers an access token for our own API and a refresh token, and no session's token", async () => {
  await using world = await testTokens();

  const signedIn = await world.signIn();

  expect(signedIn.token).toBeNull();
  expect(signedIn.expiresIn).toBe(300);
  expect(await world.actorOf(signedIn.accessToken)).toMatchObject({
    id: world.ada.actor.id,
    role: "editor",
    session: { publicId: signedIn.session.publicId, kind: "tokens" },
  });
  expect((await world.asToken(signedIn.accessToken)).actor.permissions).toEqual(world.ada.actor.permissions);
});

test("a token for another service names it, and what the caller asked for", async () => {
  await using world = await testTokens();

  const { accessToken, ...about } = await issueAccessToken(world.ada, { scopes: ["post:read", "post:read"] });

  expect(about).toMatchObject({ audience: search, scopes: ["post:read"], expiresIn: 300 });
  expect(claimsOf(accessToken)).toMatchObject({ aud: search, scope: "post:read", sub: world.ada.actor.id, aal: 1 });
  expect(await world.actorOf(accessToken)).toBeNull();
});

test("nobody gets a token for an unknown service, for more than they may do, or as somebody else", async () => {
  await using world = await testTokens();
  const { actor } = world.ada;
  const impersonated = { ...world.ada, actor: { ...actor, session: { ...actor.session, actorId: actor.id } } };

  expect(await reasonOf(issueAccessToken(world.ada, { audience: "https://evil.example" }))).toBe("INVALID_INPUT");
  expect(await reasonOf(issueAccessToken(world.ada, { scopes: ["post:read", "user:delete"] }))).toBe("FORBIDDEN");
  expect(await reasonOf(issueAccessToken(impersonated, {}))).toBe("IMPERSONATION_DENIED");
});

test("a token that was asked for with a token is no wider, and ends no later", async () => {
  await using world = await testTokens();
  const { accessToken } = await world.signIn();
  const own = "https://api.example.com";
  const narrow = await issueAccessToken(await world.asToken(accessToken), { audience: own, scopes: ["post:read"] });
  const asNarrow = await world.asToken(narrow.accessToken);

  const again = await issueAccessToken(asNarrow, { audience: own });

  expect([...asNarrow.actor.permissions]).toEqual(["post:read"]);
  expect(again.scopes).toEqual(["post:read"]);
  expect(claimsOf(again.accessToken).exp).toBeLessThanOrEqual(claimsOf(accessToken).exp);
  expect(await reasonOf(issueAccessToken(asNarrow, { scopes: ["post:update"] }))).toBe("FORBIDDEN");
});

test("an access token is worth nothing from the moment its session ends, and what its user may do is up to date", async () => {
  await using world = await testTokens();
  const { accessToken, session } = await world.signIn();
  await world.db.user.updateMany({ data: { role: "user" } });

  const demoted = await world.asToken(accessToken);
  await world.anonymous.auth.sessions.revoke(world.db, session.publicId);

  expect(demoted.actor.role).toBe("user");
  expect(demoted.actor.permissions.has("post:update:any")).toBe(false);
  expect(await world.actorOf(accessToken)).toBeNull();
});

test("an access token does not keep a session going: a disabled user's, an idle one's and an old one's are worth nothing", async () => {
  await using world = await testTokens();
  const { accessToken } = await world.signIn();
  const past = { expiresAt: new Date(Date.now() - 1) };
  const held = await world.actorOf(accessToken);
  const { expiresAt } = await world.db.session.findFirstOrThrow();

  await world.db.user.updateMany({ data: { status: "disabled" } });
  const ofDisabled = await world.actorOf(accessToken);
  await world.db.user.updateMany({ data: { status: "active" } });
  await world.db.session.updateMany({ data: past });
  const ofIdle = await world.actorOf(accessToken);

  expect(held?.session.expiresAt).toEqual(expiresAt);
  expect([ofDisabled, ofIdle]).toEqual([null, null]);
});

test("fifty refreshes at once give one successor", async () => {
  await using world = await testTokens();
  const { refreshToken } = await world.signIn();

  const tokens = await Promise.all(times(50, () => refresh(world.anonymous, { refreshToken })));

  expect(new Set(tokens.map((token) => token.refreshToken)).size).toBe(1);
  expect(tokens[0]?.refreshToken).not.toBe(refreshToken);
  expect(await world.actorOf(tokens[0]?.accessToken ?? "")).toMatchObject({ username: "ada" });
});

test("an old refresh token ends the session and tells the owner, once for however many", async () => {
  await using world = await testTokens();
  const { refreshToken } = await world.signIn();
  const other = await world.signIn();
  const next = await refresh(world.anonymous, { refreshToken });
  await world.age(11);

  const outcomes = await outcomesOf(times(20, () => refresh(world.anonymous, { refreshToken })));

  expect(Object.keys(outcomes).toSorted()).toEqual(
    ["REFRESH_REUSED", "REFRESH_TOKEN_INVALID"].slice(0, Object.keys(outcomes).length),
  );
  expect(outcomes["REFRESH_REUSED"]).toBeGreaterThanOrEqual(1);
  expect(await reasonOf(refresh(world.anonymous, { refreshToken: next.refreshToken }))).toBe("REFRESH_TOKEN_INVALID");
  expect(await world.actorOf(next.accessToken)).toBeNull();
  expect(await world.db.auditEvent.count({ where: { action: "session.refresh-reused", outcome: "failure" } })).toBe(1);
  const mails = world.jobs.filter(({ name }) => name === "mail.send");
  expect(mails).toHaveLength(1);
  expect(JSON.stringify(mails)).not.toContain(refreshToken);
  expect(await reasonOf(refresh(world.anonymous, { refreshToken: other.refreshToken }))).toBe("ok");
});

test("an old refresh token also ends what its owner was doing in others' place", async () => {
  await using world = await testTokens();
  const bob = await world.as("bob");
  const origin = { kind: "impersonation", actorId: world.ada.actor.id } as const;
  const [acting, bobs] = [await testSession(world.ada, bob.actor.id, origin), await testSession(bob, bob.actor.id)];
  const { refreshToken } = await world.signIn();
  await refresh(world.anonymous, { refreshToken });
  await world.age(11);

  expect(await reasonOf(refresh(world.anonymous, { refreshToken }))).toBe("REFRESH_REUSED");

  const { sessions } = world.anonymous.auth;
  expect(await sessions.validate(acting.token)).toBeNull();
  expect(await sessions.validate(bobs.token)).not.toBeNull();
});

test("refreshes of a session are limited, those of others are not counted with them", async () => {
  await using world = await testTokens();
  const [one, two] = [await world.signIn(), await world.signIn()];
  const spent: string[] = [];
  const limiter = {
    spend: async (name: string, key: string) => {
      spent.push(`${name} ${key}`);
      const isSpent = key === one.session.publicId;
      return { count: 60, windowMs: 1000, left: 0, resetMs: 1500, isSpent };
    },
    refund: async () => {},
  };
  const limited = { ...world.anonymous, limiter };

  await expect(refresh(limited, { refreshToken: one.refreshToken })).rejects.toMatchObject({
    reason: "RATE_LIMITED",
    retryAfter: 2,
  });
  expect(await reasonOf(refresh(limited, { refreshToken: two.refreshToken }))).toBe("ok");
  expect(await reasonOf(refresh(limited, { refreshToken: `${one.refreshToken.slice(0, -3)}AAA` }))).toBe(
    "REFRESH_TOKEN_INVALID",
  );
  expect(spent).toEqual([`refreshes ${one.session.publicId}`, `refreshes ${two.session.publicId}`]);
});
