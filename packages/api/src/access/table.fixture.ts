import type { Outcome } from "./procedures.fixture.ts";
import {
  binned,
  bystander,
  comment,
  delivery,
  device,
  draft,
  file,
  fresh,
  listener,
  newPasskey,
  newcomer,
  published,
  startedApps,
  unknownPasskey,
  webhook,
  type Scene,
} from "./scene.fixture.ts";

/** What a procedure is called with, and what becomes of it for each principal in the order of `principals`. */
export type Row = { input?: (scene: Scene) => unknown; outcomes: [Outcome, Outcome, Outcome, Outcome, Outcome] };

export const everybody: Row["outcomes"] = ["ok", "ok", "ok", "ok", "ok"];
export const signedIn: Row["outcomes"] = ["UNAUTHENTICATED", "ok", "ok", "ok", "ok"];
export const adminOnly: Row["outcomes"] = ["UNAUTHENTICATED", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN", "ok"];
export const adminOnlyNoJob: Row["outcomes"] = [
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "FORBIDDEN",
  "FORBIDDEN",
  "JOB_NOT_FOUND",
];
export const noJob = () => ({ id: "01890a5d-ac96-774b-bcce-b302099a8057" });
export const wrongPassword: Row["outcomes"] = ["UNAUTHENTICATED", ...four("INVALID_CREDENTIALS")];
export const ownerOfPublic: Row["outcomes"] = ["UNAUTHENTICATED", "ok", "FORBIDDEN", "ok", "ok"];
export const ownerOfPrivate: Row["outcomes"] = ["UNAUTHENTICATED", "ok", "POST_NOT_FOUND", "ok", "ok"];

export const credentials = { email: "nobody@example.com", password: "not the right password" };
export const mailed = { token: "vt_nothing" };
export const tomorrow = () => new Date(Date.now() + 86_400_000);

export const table: Record<string, Row> = {
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
