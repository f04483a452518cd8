import { createAuthenticator } from "@tenon/auth/testing";
import { createComment } from "@tenon/core/comments";
import type { Ctx, UserCtx } from "@tenon/core/ctx";
import { uploadFile } from "@tenon/core/files";
import { createPost } from "@tenon/core/posts";
import { testWorld, type TestWorld } from "@tenon/core/testing";
import { callerOf } from "../testing.ts";

export const principals = ["anonymous", "owner", "other", "editor", "admin"] as const;
export type Principal = (typeof principals)[number];

export type Scene = Record<Exclude<Principal, "anonymous">, UserCtx> & {
  anonymous: Ctx;
  world: TestWorld;
} & AsyncDisposable;

export async function setScene(): Promise<Scene> {
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

/** Somebody of the same role, who may go. */
export function standIn({ world, ...given }: Scene, principal: Principal): Promise<Ctx> {
  const { actor } = given[principal];
  return actor.kind === "user" ? world.as(fresh("leaver"), actor.role) : Promise.resolve(given.anonymous);
}

let names = 0;
export function fresh(name: string): string {
  names += 1;
  return `${name}-${names}`;
}

export function newcomer() {
  return { email: `${fresh("new")}@example.com`, password: "a long enough password", name: "Newcomer" };
}
export const authenticator = createAuthenticator({ origin: "https://example.com" });

export function unknownPasskey() {
  return authenticator.get({ challenge: "d2FfdW5rbm93bg" });
}
export async function newPasskey({ other }: Scene) {
  const options = await callerOf(other).me.passkeys.options();
  return { name: "Key", passkey: authenticator.create({ ...options, challenge: "d2FfdW5rbm93bg" }) };
}
export async function startedApps(given: Scene) {
  for (const principal of ["owner", "other", "editor", "admin"] as const)
    await callerOf(given[principal]).me.mfa.start();
  return { code: "123456" };
}
export async function bystander({ world }: Scene) {
  return { id: (await world.as(fresh("bystander"))).actor.id };
}
export async function device({ anonymous }: Scene) {
  const { userCode } = await callerOf(anonymous).auth.deviceStart();
  return { userCode };
}
export async function draft({ owner }: Scene) {
  const { id } = await createPost(owner, { title: fresh("draft"), body: "", summary: "", tags: [], published: false });
  return { id };
}
export async function published({ owner }: Scene) {
  const { id } = await createPost(owner, { title: fresh("post"), body: "", summary: "", tags: [], published: true });
  return { id };
}
export async function binned(given: Scene) {
  const post = await published(given);
  await callerOf(given.owner).posts.delete(post);
  return post;
}
export async function file({ owner }: Scene) {
  const { id } = await uploadFile(owner, { file: new File(["words"], "words.txt"), public: false });
  return { id };
}
export async function comment(given: Scene) {
  const { id: postId } = await published(given);
  const { id } = await createComment(given.owner, { postId, body: "Well" });
  return { id };
}
export async function webhook({ admin }: Scene) {
  const { id } = await callerOf(admin).webhooks.create({ url: "https://hooks.example.com" });
  return { id };
}
export async function delivery(given: Scene) {
  const { id } = await webhook(given);
  return { id, deliveryId: (await callerOf(given.admin).webhooks.test({ id })).id };
}
export async function listener({ admin }: Scene) {
  const { id } = await callerOf(admin).webhooks.listen();
  return { id };
}
