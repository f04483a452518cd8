import { randomUUID } from "node:crypto";
import { UserList } from "@tenon/contract/users";
import { expect, test } from "vitest";
import { resetPassword } from "../account.ts";
import { login, register } from "../auth.ts";
import type { Ctx } from "../ctx.ts";
import { allItems, outcomesOf, reasonOf, testSession, testWorld, times, type TestWorld } from "../testing.ts";
import { createUser, followUser, getUser, inviteUser, listUsers, unfollowUser } from "../users.ts";
import { enableUser, disableUser, setRole, unlockUser, updateUser } from "./write.ts";

const unknown = "0198d1e2-7c3b-7a44-8f00-000000000001";
const password = "correct horse battery";
const list = (ctx: Ctx, input: Partial<UserList> = {}) => listUsers(ctx, UserList.parse(input));
const found = async (ctx: Ctx, search: string) =>
  (await list(ctx, { search, limit: 100 })).items.map(({ username }) => username).toSorted();

/** Accounts with the given names. */
async function named({ db }: TestWorld, names: Record<string, string>): Promise<void> {
  await db.user.createMany({
    data: Object.entries(names).map(([username, name]) => ({
      username,
      name,
      email: username,
      emailNormalized: username,
    })),
  });
}

async function registered({ anonymous }: TestWorld, email: string): Promise<string> {
  const { output } = await register(anonymous, { email, name: "Ada", username: "ada", password, mode: "bearer" });
  return output.user?.id ?? "";
}

test("a user is found by id and by username, in any letters", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const user = await getUser(world.anonymous, { id: "ada" });

  expect(user).toEqual({
    id: ada.actor.id,
    username: "ada",
    name: "ada",
    bio: "",
    image: null,
    createdAt: expect.any(Date) as Date,
    following: false,
  });
  expect(await getUser(ada, { id: "ADA" })).toEqual(user);
  expect(await getUser(ada, { id: user.id.toUpperCase() })).toEqual(user);
  for (const id of ["nobody", unknown, "ada@example.com", "%", "a_a"]) {
    expect(await reasonOf(getUser(ada, { id }))).toBe("USER_NOT_FOUND");
  }
});

test("only administrators see addresses, roles and states", async () => {
  await using world = await testWorld();
  const [ada, eve, root] = [await world.as("ada"), await world.as("eve", "editor"), await world.as("root", "admin")];
  const account = { email: "ada@example.com", role: "user", status: "active" };

  for (const ctx of [world.anonymous, ada, eve]) {
    const seen = [await getUser(ctx, { id: "ada" }), ...(await list(ctx)).items];
    expect(seen.filter((user) => "email" in user || "role" in user || "status" in user)).toEqual([]);
  }
  expect(await getUser(root, { id: "ada" })).toMatchObject(account);
  expect((await list(root, { search: "ada" })).items).toMatchObject([account]);
});

test("following shows to the follower, and doing it twice is fine", async () => {
  await using world = await testWorld();
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];

  expect(await followUser(ada, { id: "bob" })).toMatchObject({ username: "bob", following: true });
  expect(await followUser(ada, { id: bob.actor.id })).toMatchObject({ following: true });
  expect(await getUser(ada, { id: "bob" })).toMatchObject({ following: true });
  expect(await getUser(bob, { id: "ada" })).toMatchObject({ following: false });
  expect((await list(ada)).items.filter(({ following }) => following)).toMatchObject([{ username: "bob" }]);
  expect(await unfollowUser(ada, { id: "bob" })).toMatchObject({ following: false });
  expect(await unfollowUser(ada, { id: "bob" })).toMatchObject({ following: false });
  expect(await getUser(ada, { id: "bob" })).toMatchObject({ following: false });
  expect(await reasonOf(followUser(ada, { id: "ADA" }))).toBe("SELF_FOLLOW");
  expect(await reasonOf(followUser(ada, { id: "nobody" }))).toBe("USER_NOT_FOUND");
});

test("users of one instant page without gaps, and pages have totals", async () => {
  await using world = await testWorld();
  const createdAt = new Date();
  await world.db.user.createMany({
    data: Array.from({ length: 30 }, (_, index) => {
      const name = `user-${index}`;
      return { username: name, name: "Same Name", email: name, emailNormalized: name, createdAt };
    }),
  });

  for (const search of [undefined, "same na"]) {
    const whole = (await list(world.anonymous, { limit: 100, search })).items.map(({ id }) => id);
    const paged = await allItems((cursor) => list(world.anonymous, { limit: 7, search, cursor }));
    const third = await list(world.anonymous, { limit: 7, page: 3, search });

    expect(whole).toHaveLength(30);
    expect(paged.map(({ id }) => id)).toEqual(whole);
    expect(third).toMatchObject({ page: 3, totalPages: 5, total: 30 });
    expect(third.items.map(({ id }) => id)).toEqual(whole.slice(14, 21));
  }
});

test("a cursor is good for its own search only", async () => {
  await using world = await testWorld();
  await named(world, { ada: "Ada B", bob: "Ada C", cy: "Ada D" });
  const plain = (await list(world.anonymous, { limit: 1 })).nextCursor!;
  const search = (await list(world.anonymous, { limit: 1, search: "ada" })).nextCursor!;

  expect(await reasonOf(list(world.anonymous, { search: "ada", cursor: search }))).toBe("ok");
  expect(await reasonOf(list(world.anonymous, { search: "a", cursor: search }))).toBe("INVALID_CURSOR");
  expect(await reasonOf(list(world.anonymous, { search: "ada", cursor: plain }))).toBe("INVALID_CURSOR");
  expect(await reasonOf(list(world.anonymous, { cursor: search }))).toBe("INVALID_CURSOR");
});

test("beginnings of words find users, by name and by username", async () => {
  await using world = await testWorld();
  await named(world, {
    ada: "Ada Lovelace",
    "grace-1": "Grace Hopper",
    a_b: "José Élan",
    "user-4fj2k1": "Jean-Luc Picard",
    hindi: "हिन्दी 李小龙",
    web: "Anne/Bob at example.com",
  });

  expect(await found(world.anonymous, "lov")).toEqual(["ada"]);
  expect(await found(world.anonymous, "LOVE ad")).toEqual(["ada"]);
  expect(await found(world.anonymous, "grace-1")).toEqual(["grace-1"]);
  expect(await found(world.anonymous, "1")).toEqual(["grace-1"]);
  expect(await found(world.anonymous, "user-4f")).toEqual(["user-4fj2k1"]);
  expect(await found(world.anonymous, "jean-luc")).toEqual(["user-4fj2k1"]);
  expect(await found(world.anonymous, "luc")).toEqual(["user-4fj2k1"]);
  expect(await found(world.anonymous, "ÉL")).toEqual(["a_b"]);
  expect(await found(world.anonymous, "हिन्")).toEqual(["hindi"]);
  expect(await found(world.anonymous, "李")).toEqual(["hindi"]);
  expect(await found(world.anonymous, "ｌｕｃ")).toEqual(["user-4fj2k1"]);
  expect(await found(world.anonymous, "bob")).toEqual(["web"]);
  expect(await found(world.anonymous, "com")).toEqual(["web"]);
  expect(await found(world.anonymous, "ovelace")).toEqual([]);
});

const odd = [
  "a & | ! : * ( '",
  "ada:*",
  "!ada",
  "'",
  '"',
  "\\",
  "&",
  "-",
  "💥",
  "½ ² ˣ ʰ",
  "a\u0301",
  "\u0301",
  "x".repeat(100),
  "a ".repeat(50),
];

test("whatever users are searched for, it is no failure, and counts", async () => {
  await using world = await testWorld();
  await world.as("ada");

  for (const search of odd) {
    const { page, total } = await list(world.anonymous, { search, page: 1 });
    expect([search, page, typeof total]).toEqual([search, 1, "number"]);
  }
});

test("one's own profile can be changed, others' by administrators only", async () => {
  await using world = await testWorld();
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  const [eve, root] = [await world.as("eve", "editor"), await world.as("root", "admin")];
  const { id } = ada.actor;

  expect(await updateUser(ada, { id, name: "Ada L", bio: "Hi", image: "https://example.com/a.png" })).toMatchObject({
    name: "Ada L",
    bio: "Hi",
    image: "https://example.com/a.png",
    username: "ada",
  });
  expect(await updateUser(ada, { id, image: null, bio: undefined })).toMatchObject({ image: null, bio: "Hi" });
  expect(await updateUser(root, { id: id.toUpperCase(), username: "countess" })).toMatchObject({
    username: "countess",
  });
  expect(await found(ada, "countess")).toEqual(["countess"]);
  for (const stranger of [bob, eve, world.anonymous]) {
    expect(await reasonOf(updateUser(stranger, { id, name: "x" }))).toBe("FORBIDDEN");
  }
  expect(await reasonOf(updateUser(ada, { id, username: "bob" }))).toBe("USERNAME_TAKEN");
  expect(await reasonOf(updateUser(root, { id: unknown, name: "x" }))).toBe("USER_NOT_FOUND");
});

test("an account that an administrator creates comes with a link to hand over: its owner alone knows the password (6.4.1, 6.4.6)", async () => {
  await using world = await testWorld();
  const root = await world.as("root", "admin");

  const created = await createUser(root, { email: "Ada@Example.com", name: "Ada Lovelace", role: "editor" });
  const { passwordUrl, ...account } = created;

  expect(account).toMatchObject({
    username: "ada-lovelace",
    email: "Ada@Example.com",
    role: "editor",
    status: "active",
  });
  expect(passwordUrl).toMatch(/\/reset-password#token=iv_[\w-]{43}$/);
  expect(world.jobs.filter(({ name }) => name === "mail.send")).toEqual([]);
  const [, token = ""] = passwordUrl.split("=");
  expect(await outcomesOf(times(50, () => resetPassword(world.anonymous, { token, password })))).toEqual({
    ok: 1,
    TOKEN_EXPIRED_OR_USED: 49,
  });
  const signedIn = await login(world.anonymous, { email: "ada@example.com", password, mode: "bearer" });
  // Whoever was handed the link need not read what is sent to the address.
  expect(signedIn.output.user).toMatchObject({ email: "Ada@Example.com", emailVerified: false });
  const again = { email: "ada@EXAMPLE.com", name: "Ada", role: "user" } as const;
  expect(await reasonOf(createUser(root, again))).toBe("EMAIL_TAKEN");
  expect(await reasonOf(createUser(root, { ...again, email: "b@example.com", username: "root" }))).toBe(
    "USERNAME_TAKEN",
  );
  const others = await Promise.all(
    times(10, (index) => createUser(root, { ...again, email: `${index}@example.com`, name: "Ada Lovelace" })),
  );
  expect(new Set(others.map(({ username }) => username)).size).toBe(10);
});

test("a disabled account cannot sign in and its sessions have ended; an enabled one signs in anew", async () => {
  await using world = await testWorld();
  const root = await world.as("root", "admin");
  const id = await registered(world, "ada@example.com");
  const signIn = () => login(world.anonymous, { email: "ada@example.com", password, mode: "bearer" });
  const { token } = await signIn();
  const impersonation = await testSession(root, id, { kind: "impersonation", actorId: root.actor.id });

  expect(await disableUser(root, { id: id.toUpperCase() })).toMatchObject({ status: "disabled" });
  expect(await disableUser(root, { id })).toMatchObject({ status: "disabled" });

  expect(await root.auth.sessions.validate(token)).toBeNull();
  expect(await reasonOf(signIn())).toBe("ACCOUNT_DISABLED");
  expect(await enableUser(root, { id })).toMatchObject({ status: "active" });
  expect(await root.auth.sessions.validate(token)).toBeNull();
  expect(await root.auth.sessions.validate(impersonation.token)).toBeNull();
  expect(await reasonOf(signIn())).toBe("ok");
});

test("unlocking forgets an account's failed sign-ins", async () => {
  await using world = await testWorld();
  const root = await world.as("root", "admin");
  const id = await registered(world, "Ada@example.com");
  const signIn = (secret: string) =>
    reasonOf(login(world.anonymous, { email: "ada@example.com", password: secret, mode: "cookie" }));
  for (let i = 0; i < 5; i += 1) await signIn("wrong");
  expect(await signIn(password)).toBe("TOO_MANY_ATTEMPTS");

  expect(await unlockUser(root, { id })).toMatchObject({ id });

  expect(await signIn(password)).toBe("ok");
});

test("who is not there can be neither disabled, enabled nor unlocked", async () => {
  await using world = await testWorld();
  const root = await world.as("root", "admin");

  for (const change of [disableUser, enableUser, unlockUser]) {
    expect(await reasonOf(change(root, { id: unknown }))).toBe("USER_NOT_FOUND");
  }
});

test("who may make accounts, but give no role, makes users alone, however the account is made", async () => {
  await using world = await testWorld();
  const root = await world.as("root", "admin");
  const creator = { ...root, actor: { ...root.actor, permissions: new Set(["user:create"] as const) } };
  const create = (ctx: Ctx, role: "user" | "editor" | "admin", by: typeof createUser | typeof inviteUser) =>
    reasonOf(by(ctx, { email: `${role}-${by.name}@example.com`, name: role, role }));

  for (const by of [createUser, inviteUser]) {
    expect(await create(creator, "admin", by)).toBe("SCOPE_MISSING");
    expect(await create(creator, "editor", by)).toBe("SCOPE_MISSING");
    expect(await create(creator, "user", by)).toBe("ok");
    expect(await create(root, "admin", by)).toBe("ok");
  }
});

test("a session that was left open makes no administrators, by any way; an API key for it does (7.5.1)", async () => {
  await using world = await testWorld();
  const [root, ada] = [await world.as("root", "admin"), await world.as("ada")];
  const stale = { ...root, now: () => new Date(Date.now() + 11 * 60_000) };
  const session = { ...root.actor.session, kind: "api-key", authenticatedAt: new Date(0) } as const;
  const withKey = { ...root, actor: { ...root.actor, session } };
  const { id } = ada.actor;
  const account = (role: "user" | "admin") => ({ email: `${randomUUID()}@example.com`, name: "New", role });

  for (const by of [createUser, inviteUser]) {
    expect(await reasonOf(by(stale, account("admin")))).toBe("SUDO_REQUIRED");
    expect(await reasonOf(by(stale, account("user")))).toBe("ok");
    expect(await reasonOf(by(withKey, account("admin")))).toBe("ok");
  }
  expect(await reasonOf(setRole(stale, { id, role: "editor" }))).toBe("SUDO_REQUIRED");
  expect(await reasonOf(setRole(withKey, { id, role: "editor" }))).toBe("ok");
  expect(await reasonOf(setRole(stale, { id, role: "user" }))).toBe("ok");
});
