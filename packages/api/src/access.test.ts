import { createAuthenticator } from "@tenon/auth/testing";
import type { Reason } from "@tenon/contract/errors";
import { createComment } from "@tenon/core/comments";
import type { Ctx, UserCtx } from "@tenon/core/ctx";
import { uploadFile } from "@tenon/core/files";
import { createPost } from "@tenon/core/posts";
import { testWorld, type TestWorld } from "@tenon/core/testing";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appRouter } from "./index.ts";
import { callerOf } from "./testing.ts";
import { appErrorOf } from "./wire-error.ts";

const principals = ["anonymous", "owner", "other", "editor", "admin"] as const;
type Principal = (typeof principals)[number];
type Outcome = "ok" | Reason;

/** What a procedure is called with, and what becomes of it for each principal in the order of `principals`. */
type Row = { input?: (scene: Scene) => unknown; outcomes: [Outcome, Outcome, Outcome, Outcome, Outcome] };

const everybody: Row["outcomes"] = ["ok", "ok", "ok", "ok", "ok"];
const signedIn: Row["outcomes"] = ["UNAUTHENTICATED", "ok", "ok", "ok", "ok"];
const adminOnly: Row["outcomes"] = ["UNAUTHENTICATED", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN", "ok"];
const adminOnlyNoJob: Row["outcomes"] = ["UNAUTHENTICATED", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN", "JOB_NOT_FOUND"];
const noJob = () => ({ id: "01890a5d-ac96-774b-bcce-b302099a8057" });
const wrongPassword: Row["outcomes"] = ["UNAUTHENTICATED", ...four("INVALID_CREDENTIALS")];
const ownerOfPublic: Row["outcomes"] = ["UNAUTHENTICATED", "ok", "FORBIDDEN", "ok", "ok"];
const ownerOfPrivate: Row["outcomes"] = ["UNAUTHENTICATED", "ok", "POST_NOT_FOUND", "ok", "ok"];

const credentials = { email: "nobody@example.com", password: "not the right password" };
const mailed = { token: "vt_nothing" };
const tomorrow = () => new Date(Date.now() + 86_400_000);

const table: Record<string, Row> = {
  "auth.register": { input: newcomer, outcomes: everybody },
  "auth.login": { input: () => credentials, outcomes: allOf("INVALID_CREDENTIALS") },
  "auth.logout": { outcomes: everybody },
  "auth.keepAccount": { input: () => ({ token: "ka_none" }), outcomes: allOf("TOKEN_EXPIRED_OR_USED") },
  "audit.list": { outcomes: adminOnly },
  "audit.verify": { outcomes: adminOnly },
  "auth.loginMfa": {
    input: () => ({ challenge: "mf_unknown", code: "123456" }),
    outcomes: allOf("MFA_CHALLENGE_INVALID"),
  },
  "auth.passkeyOptions": { outcomes: everybody },
  "auth.passkeyLogin": { input: () => ({ passkey: unknownPasskey() }), outcomes: allOf("PASSKEY_INVALID") },
  "auth.reauthenticate": { input: () => ({ code: "123456" }), outcomes: allOfSignedIn("MFA_CODE_INVALID") },
  "me.mfa.get": { outcomes: signedIn },
  "me.mfa.start": { outcomes: signedIn },
  "me.mfa.confirm": { input: startedApps, outcomes: allOfSignedIn("MFA_CODE_INVALID") },
  "me.mfa.disable": { outcomes: allOfSignedIn("MFA_NOT_ENABLED") },
  "me.mfa.recoveryCodes": { outcomes: allOfSignedIn("MFA_NOT_ENABLED") },
  "me.passkeys.list": { outcomes: signedIn },
  "me.passkeys.options": { outcomes: signedIn },
  "me.passkeys.add": { input: newPasskey, outcomes: allOfSignedIn("PASSKEY_INVALID") },
  "me.passkeys.rename": { input: () => ({ ...noJob(), name: "Key" }), outcomes: allOfSignedIn("PASSKEY_NOT_FOUND") },
  "me.passkeys.remove": { input: noJob, outcomes: allOfSignedIn("PASSKEY_NOT_FOUND") },
  "auth.verifyEmail": { input: () => mailed, outcomes: allOf("TOKEN_EXPIRED_OR_USED") },
  "auth.resendVerification": { outcomes: signedIn },
  "auth.forgotPassword": { input: () => ({ email: "nobody@example.com" }), outcomes: everybody },
  "auth.resetPassword": {
    input: () => ({ ...mailed, password: "a long enough password" }),
    outcomes: allOf("TOKEN_EXPIRED_OR_USED"),
  },
  "auth.confirmEmail": { input: () => mailed, outcomes: allOf("TOKEN_EXPIRED_OR_USED") },
  "auth.revertEmail": { input: () => mailed, outcomes: allOf("TOKEN_EXPIRED_OR_USED") },
  "auth.unlock": { input: () => ({ token: "ul_unknown" }), outcomes: allOf("TOKEN_EXPIRED_OR_USED") },
  "auth.token": { outcomes: signedIn },
  "auth.refresh": { input: () => ({ refreshToken: "rt_unknown" }), outcomes: allOf("REFRESH_TOKEN_INVALID") },
  "auth.deviceStart": { outcomes: everybody },
  "auth.deviceClaim": { input: device, outcomes: signedIn },
  "auth.deviceApprove": { input: device, outcomes: signedIn },
  "auth.devicePoll": { input: () => ({ deviceCode: "dc_unknown" }), outcomes: allOf("EXPIRED_TOKEN") },
  "signingKeys.list": { outcomes: adminOnly },
  "signingKeys.rotate": { outcomes: adminOnly },
  "auth.providers": { outcomes: everybody },
  "auth.oauthStart": { input: () => ({ provider: "nobody" }), outcomes: allOf("PROVIDER_NOT_FOUND") },
  "auth.oauthCallback": {
    input: () => ({ provider: "nobody", state: "none", code: "none" }),
    outcomes: allOf("PROVIDER_NOT_FOUND"),
  },
  "me.get": { outcomes: signedIn },
  "me.changePassword": {
    input: () => ({ currentPassword: "wrong", newPassword: "a long enough password" }),
    outcomes: wrongPassword,
  },
  "me.changeEmail": { input: () => ({ email: fresh("mail") + "@example.com" }), outcomes: signedIn },
  "me.update": { input: () => ({ bio: "Hello" }), outcomes: signedIn },
  "me.sessions.list": { outcomes: signedIn },
  "me.sessions.revoke": { input: noJob, outcomes: allOfSignedIn("SESSION_NOT_FOUND") },
  "me.sessions.revokeOthers": { outcomes: signedIn },
  "me.apiKeys.list": { outcomes: signedIn },
  "me.apiKeys.create": { input: () => ({ name: "Key", scopes: ["post:read"] }), outcomes: signedIn },
  "me.apiKeys.rotate": { input: noJob, outcomes: allOfSignedIn("API_KEY_NOT_FOUND") },
  "me.apiKeys.revoke": { input: noJob, outcomes: allOfSignedIn("API_KEY_NOT_FOUND") },
  "me.activity": { outcomes: signedIn },
  "me.latestExport": { outcomes: ["UNAUTHENTICATED", ...allOf("EXPORT_NOT_FOUND").slice(1)] as Row["outcomes"] },
  "me.export": { outcomes: signedIn },
  "me.identities.list": { outcomes: signedIn },
  "me.identities.link": { input: () => ({ provider: "nobody" }), outcomes: allOfSignedIn("PROVIDER_NOT_FOUND") },
  "me.identities.unlink": { input: noJob, outcomes: allOfSignedIn("IDENTITY_NOT_FOUND") },
  "me.notifications.list": { outcomes: signedIn },
  "me.notifications.markRead": { input: () => ({ upTo: new Date() }), outcomes: signedIn },
  "me.notifications.stream": { outcomes: signedIn },
  "system.info": { outcomes: everybody },
  "tags.list": { outcomes: everybody },

  "users.list": { outcomes: everybody },
  "users.get": { input: bystander, outcomes: everybody },
  "users.create": { input: () => ({ email: fresh("mail") + "@example.com", name: "New" }), outcomes: adminOnly },
  "users.invite": { input: () => ({ email: fresh("mail") + "@example.com", name: "New" }), outcomes: adminOnly },
  "users.update": {
    input: ({ owner }) => ({ id: owner.actor.id, bio: "Mine" }),
    outcomes: ["UNAUTHENTICATED", "ok", "FORBIDDEN", "FORBIDDEN", "ok"],
  },
  "users.delete": { input: bystander, outcomes: adminOnly },
  "users.setRole": { input: async (scene) => ({ ...(await bystander(scene)), role: "editor" }), outcomes: adminOnly },
  "users.disable": { input: bystander, outcomes: adminOnly },
  "users.enable": { input: bystander, outcomes: adminOnly },
  "users.endSessions": { input: bystander, outcomes: adminOnly },
  "users.unlock": { input: bystander, outcomes: adminOnly },
  "users.resetMfa": { input: bystander, outcomes: adminOnly },
  "users.requireMfa": {
    input: async (scene) => ({ ...(await bystander(scene)), required: true }),
    outcomes: adminOnly,
  },
  "users.impersonate": { input: bystander, outcomes: adminOnly },
  "users.follow": { input: bystander, outcomes: signedIn },
  "users.unfollow": { input: bystander, outcomes: signedIn },

  "posts.list": { outcomes: everybody },
  "posts.feed": { outcomes: signedIn },
  "posts.get": { input: draft, outcomes: ["POST_NOT_FOUND", "ok", "POST_NOT_FOUND", "ok", "ok"] },
  "posts.create": { input: () => ({ title: fresh("title"), body: "" }), outcomes: signedIn },
  "posts.update": { input: async (scene) => ({ ...(await published(scene)), title: "New" }), outcomes: ownerOfPublic },
  "posts.delete": { input: published, outcomes: ownerOfPublic },
  "posts.restore": { input: binned, outcomes: ownerOfPrivate },
  "posts.publish": { input: draft, outcomes: ownerOfPrivate },
  "posts.unpublish": { input: published, outcomes: ownerOfPublic },
  "posts.schedule": {
    input: async (scene) => ({ ...(await draft(scene)), publishAt: tomorrow() }),
    outcomes: ownerOfPrivate,
  },
  "posts.revisions": { input: published, outcomes: ownerOfPublic },
  "posts.revision": { input: async (scene) => ({ ...(await published(scene)), number: 1 }), outcomes: ownerOfPublic },
  "posts.revert": { input: async (scene) => ({ ...(await published(scene)), number: 1 }), outcomes: ownerOfPublic },
  "posts.favorite": { input: published, outcomes: signedIn },
  "posts.unfavorite": { input: published, outcomes: signedIn },

  "comments.list": { input: async (scene) => ({ postId: (await published(scene)).id }), outcomes: everybody },
  "comments.create": {
    input: async (scene) => ({ postId: (await published(scene)).id, body: "Well" }),
    outcomes: signedIn,
  },
  "comments.update": {
    input: async (scene) => ({ ...(await comment(scene)), body: "Better" }),
    outcomes: ownerOfPublic,
  },
  "files.list": { outcomes: signedIn },
  "files.usage": { outcomes: signedIn },
  "files.upload": { input: () => ({ file: new File(["words"], "words.txt") }), outcomes: signedIn },
  "files.createUpload": { input: () => ({ name: "words.txt", size: 5, mime: "text/plain" }), outcomes: signedIn },
  "files.complete": {
    input: file,
    outcomes: ["UNAUTHENTICATED", "ok", "FILE_NOT_FOUND", "FILE_NOT_FOUND", "FILE_NOT_FOUND"],
  },
  "files.get": { input: file, outcomes: ownerOfFile("FILE_NOT_FOUND") },
  "files.links": { input: file, outcomes: ownerOfFile("FILE_NOT_FOUND") },
  "files.delete": { input: file, outcomes: ownerOfFile("UNAUTHENTICATED") },

  // Whoever calls it is gone: so each is somebody else.
  "me.delete": { outcomes: signedIn },

  "comments.delete": { input: comment, outcomes: ownerOfPublic },

  "posts.events": { outcomes: everybody },

  "jobs.list": { outcomes: adminOnly },
  "jobs.queues": { outcomes: adminOnly },
  "jobs.retry": { input: noJob, outcomes: adminOnlyNoJob },
  "jobs.cancel": { input: noJob, outcomes: adminOnlyNoJob },
  "jobs.redrive": { outcomes: adminOnly },
  "webhooks.list": { outcomes: adminOnly },
  "webhooks.get": { input: webhook, outcomes: adminOnly },
  "webhooks.create": { input: () => ({ url: "https://hooks.example.com" }), outcomes: adminOnly },
  "webhooks.update": { input: async (scene) => ({ ...(await webhook(scene)), active: false }), outcomes: adminOnly },
  "webhooks.delete": { input: webhook, outcomes: adminOnly },
  "webhooks.rotateSecret": { input: webhook, outcomes: adminOnly },
  "webhooks.test": { input: webhook, outcomes: adminOnly },
  "webhooks.deliveries": { input: webhook, outcomes: adminOnly },
  "webhooks.delivery": { input: delivery, outcomes: adminOnly },
  "webhooks.redeliver": { input: delivery, outcomes: adminOnly },
  "webhooks.listen": { outcomes: adminOnly },
  "webhooks.pull": { input: listener, outcomes: adminOnly },
};

let scene: Scene;
beforeAll(async () => {
  scene = await setScene();
});
afterAll(() => scene[Symbol.asyncDispose]());

test("every procedure of the router has a row", () => {
  expect(Object.keys(table).toSorted()).toEqual(Object.keys(appRouter._def.procedures).toSorted());
});

describe.each(Object.entries(table))("%s", (path, { input, outcomes }) => {
  test.each(principals.map((principal, index) => [principal, outcomes[index]]))(
    "%s: %s",
    async (principal, outcome) => {
      const given = await input?.(scene);

      const caller = path === "me.delete" ? await standIn(scene, principal) : scene[principal];
      expect(await outcomeOf(path, caller, given)).toBe(outcome);
    },
  );
});

describe("the audit log after all of that", () => {
  const canaries = [
    credentials.password,
    newcomer().password,
    "argon2",
    "whsec_",
    "Bearer",
    "Well",
    "Better",
    "words.txt",
  ];

  test("has what was changed, and whom a permission was missing", async () => {
    const rows = await scene.world.db.auditEvent.findMany({ select: { action: true, actorId: true, targetId: true } });

    const actions = new Set(rows.map(({ action }) => action));
    expect([...actions]).toEqual(
      expect.arrayContaining([
        "account.created",
        "account.deleted",
        "account.deletion-requested",
        "account.disabled",
        "account.enabled",
        "account.exported",
        "account.registered",
        "account.role-changed",
        "account.unlocked",
        "access.refused",
        "impersonation.started",
        "session.refused",
        "session.started",
        "account.profile-changed",
        "webhook.created",
        "webhook.deleted",
        "webhook.secret-rotated",
        "webhook.updated",
      ]),
    );
    const refusals = rows.filter(({ action }) => action === "access.refused");
    expect(refusals).toContainEqual({
      action: "access.refused",
      actorId: scene.other.actor.id,
      targetId: expect.stringMatching(/^audit\.|^comments\.|^users\./) as string,
    });
    // Bounded: some forty calls of each were refused.
    const ofOther = refusals.filter(({ actorId }) => actorId === scene.other.actor.id);
    expect(ofOther.length).toBeLessThanOrEqual(20);
  });

  test("has no secret, no address and no text of anybody's, in any column", async () => {
    const [row] = await scene.world.db.$queryRaw<{ log: string }[]>`
      SELECT string_agg(a::text, ' ') AS log FROM audit_events a`;
    const tokens = await scene.world.db.session.findMany({ select: { id: true } });

    const found = [...canaries, ...tokens.map(({ id }) => id)].filter((secret) => row?.log.includes(secret));

    expect(found).toEqual([]);
    expect(row?.log).not.toMatch(/@example\.|https?:/);
    expect(tokens.length).toBeGreaterThan(0);
  });
});

type Scene = Record<Exclude<Principal, "anonymous">, UserCtx> & { anonymous: Ctx; world: TestWorld } & AsyncDisposable;

async function setScene(): Promise<Scene> {
  const world = await testWorld();
  const [owner, other, editor, admin] = await Promise.all([
    world.as("owner"),
    world.as("other"),
    world.as("editor", "editor"),
    world.as("admin", "admin"),
  ]);
  return {
    world,
    anonymous: world.anonymous,
    owner,
    other,
    editor,
    admin,
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

async function outcomeOf(path: string, ctx: Ctx, input: unknown): Promise<Outcome> {
  const call = path.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], callerOf(ctx));
  try {
    await (call as (input: unknown) => Promise<unknown>)(input);
    return "ok";
  } catch (error) {
    return error instanceof TRPCError ? appErrorOf(error).reason : "INTERNAL";
  }
}

function four(outcome: Outcome): [Outcome, Outcome, Outcome, Outcome] {
  return [outcome, outcome, outcome, outcome];
}

function allOf(outcome: Outcome): Row["outcomes"] {
  return [outcome, outcome, outcome, outcome, outcome];
}

function allOfSignedIn(outcome: Outcome): Row["outcomes"] {
  return ["UNAUTHENTICATED", outcome, outcome, outcome, outcome];
}

function ownerOfFile(anonymous: Outcome): Row["outcomes"] {
  return [anonymous, "ok", "FILE_NOT_FOUND", "FILE_NOT_FOUND", "ok"];
}

/** Somebody of the same role, who may go. */
function standIn({ world, ...given }: Scene, principal: Principal): Promise<Ctx> {
  const { actor } = given[principal];
  return actor.kind === "user" ? world.as(fresh("leaver"), actor.role) : Promise.resolve(given.anonymous);
}

let names = 0;
function fresh(name: string): string {
  names += 1;
  return `${name}-${names}`;
}

function newcomer() {
  return { email: `${fresh("new")}@example.com`, password: "a long enough password", name: "Newcomer" };
}
const authenticator = createAuthenticator({ origin: "https://example.com" });

function unknownPasskey() {
  return authenticator.get({ challenge: "d2FfdW5rbm93bg" });
}
async function newPasskey({ other }: Scene) {
  const options = await callerOf(other).me.passkeys.options();
  return { name: "Key", passkey: authenticator.create({ ...options, challenge: "d2FfdW5rbm93bg" }) };
}
async function startedApps(given: Scene) {
  for (const principal of ["owner", "other", "editor", "admin"] as const)
    await callerOf(given[principal]).me.mfa.start();
  return { code: "123456" };
}
async function bystander({ world }: Scene) {
  return { id: (await world.as(fresh("bystander"))).actor.id };
}
async function device({ anonymous }: Scene) {
  const { userCode } = await callerOf(anonymous).auth.deviceStart();
  return { userCode };
}
async function draft({ owner }: Scene) {
  const { id } = await createPost(owner, { title: fresh("draft"), body: "", summary: "", tags: [], published: false });
  return { id };
}
async function published({ owner }: Scene) {
  const { id } = await createPost(owner, { title: fresh("post"), body: "", summary: "", tags: [], published: true });
  return { id };
}
async function binned(given: Scene) {
  const post = await published(given);
  await callerOf(given.owner).posts.delete(post);
  return post;
}
async function file({ owner }: Scene) {
  const { id } = await uploadFile(owner, { file: new File(["words"], "words.txt"), public: false });
  return { id };
}
async function comment(given: Scene) {
  const { id: postId } = await published(given);
  const { id } = await createComment(given.owner, { postId, body: "Well" });
  return { id };
}
async function webhook({ admin }: Scene) {
  const { id } = await callerOf(admin).webhooks.create({ url: "https://hooks.example.com" });
  return { id };
}
async function delivery(given: Scene) {
  const { id } = await webhook(given);
  return { id, deliveryId: (await callerOf(given.admin).webhooks.test({ id })).id };
}
async function listener({ admin }: Scene) {
  const { id } = await callerOf(admin).webhooks.listen();
  return { id };
}
