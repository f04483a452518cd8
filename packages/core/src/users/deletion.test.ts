import { expect, test } from "vitest";
import { createComment, listComments } from "../comments.ts";
import type { UserCtx } from "../ctx.ts";
import { readExport } from "../exports/content.ts";
import { uploadFile } from "../files.ts";
import { runWaiting } from "../jobs/run-waiting.fixture.ts";
import { favoritePost, feed, getPost, listPosts, updatePost } from "../posts.ts";
import { publishDuePosts } from "../posts/due.ts";
import {
  outcomesOf,
  reasonOf,
  testJobCtx,
  testPost,
  testSession,
  testWorld,
  type TestWorld,
  times,
} from "../testing.ts";
import { deleteMe, deleteUser, followUser, getUser, keepAccount, listUsers } from "../users.ts";
import { eraseAccount, eraseOverdue } from "./erase.ts";

const dayMs = 86_400_000;
const posts = { limit: 20, published: true, deleted: false, page: 1 };

/** The token of the mail that says how to keep the account. */
function keepToken({ jobs }: TestWorld): string {
  const mail = jobs.findLast(({ name }) => name === "mail.send")?.payload as { text: string };
  return /#token=(\S+)/.exec(mail.text)?.[1] ?? "";
}

/** Somebody with a bit of everything. */
async function livedIn(
  world: TestWorld,
): Promise<{ ada: UserCtx; bob: UserCtx; postId: string; othersPostId: string }> {
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  const post = await testPost(ada, { published: true, tags: ["gone"] });
  const other = await testPost(bob, { published: true });
  await updatePost(ada, { id: post.id, title: "Again" });
  await createComment(ada, { postId: other.id, body: "Mine" });
  await createComment(bob, { postId: post.id, body: "Yours" });
  await favoritePost(ada, other);
  await favoritePost(bob, post);
  await followUser(ada, { id: "bob" });
  await followUser(bob, { id: "ada" });
  await uploadFile(ada, { file: new File(["words"], "words.txt"), public: true });
  return { ada, bob, postId: post.id, othersPostId: other.id };
}

test("whoever deletes their account is gone for everybody at once, and cannot come in any more", async () => {
  await using world = await testWorld();
  const { ada, bob, postId, othersPostId } = await livedIn(world);
  const session = await testSession(ada, ada.actor.id);
  const scheduled = await testPost(ada, { publishAt: new Date(Date.now() + 1000) });

  await deleteMe(ada);

  const { anonymous } = world;
  expect(await ada.auth.sessions.validate(session.token)).toBeNull();
  expect(await reasonOf(testSession(ada, ada.actor.id))).toBe("ACCOUNT_DISABLED");
  for (const ctx of [anonymous, bob, await world.as("root", "admin")]) {
    expect(await reasonOf(getUser(ctx, { id: "ada" }))).toBe("USER_NOT_FOUND");
    expect(await reasonOf(getPost(ctx, { id: postId }))).toBe("POST_NOT_FOUND");
    expect(await listPosts(ctx, posts)).toMatchObject({ items: [{ id: othersPostId }], total: 1 });
    expect((await listUsers(ctx, { limit: 20, page: 1 })).items.map(({ username }) => username)).not.toContain("ada");
  }
  expect(await listUsers(bob, { limit: 20, page: 1 })).toMatchObject({ total: 2 });
  expect((await feed(bob, { limit: 20 })).items).toEqual([]);
  expect((await listComments(bob, { postId: othersPostId, limit: 20, sort: "oldest" })).items).toEqual([]);
  const later = { ...world.anonymous, now: () => new Date(Date.now() + 60_000) };
  expect(await publishDuePosts(later, scheduled.id)).toBe(0);
});

test("for a week the link in the mail brings everything back, once, and no longer", async () => {
  let now = new Date();
  await using world = await testWorld({ now: () => now });
  const { ada, bob, postId } = await livedIn(world);
  const { anonymous } = world;
  await deleteMe(ada);
  const token = keepToken(world);
  now = new Date(now.getTime() + 6 * dayMs);
  await eraseAccount.run(testJobCtx(anonymous), { userId: ada.actor.id });

  const outcomes = await outcomesOf(times(20, () => keepAccount(anonymous, { token })));

  expect(outcomes).toEqual({ ok: 1, TOKEN_EXPIRED_OR_USED: 19 });
  expect(await getPost(bob, { id: postId })).toMatchObject({ author: { username: "ada" }, favoritesCount: 1 });
  expect((await testSession(ada, ada.actor.id)).session.userId).toBe(ada.actor.id);
  await eraseAccount.run(testJobCtx(anonymous), { userId: ada.actor.id });
  expect(await world.db.user.count({ where: { username: "ada" } })).toBe(1);

  await deleteMe({ ...ada, actor: { ...ada.actor, session: { ...ada.actor.session, authenticatedAt: now } } });
  const late = keepToken(world);
  now = new Date(now.getTime() + 7 * dayMs);
  expect(await reasonOf(keepAccount(anonymous, { token: late }))).toBe("TOKEN_EXPIRED_OR_USED");
  expect(await reasonOf(keepAccount(anonymous, { token: "ka_made-up" }))).toBe("TOKEN_EXPIRED_OR_USED");
});

test("the last administrator stays", async () => {
  await using world = await testWorld();
  const root = await world.as("root", "admin");

  expect(await reasonOf(deleteMe(root))).toBe("LAST_ADMIN");
  await world.as("other", "admin");
  expect(await reasonOf(deleteMe(root))).toBe("ok");
  expect(await reasonOf(deleteMe(root))).toBe("USER_NOT_FOUND");
});

test("of two administrators who leave at once one stays", async () => {
  await using world = await testWorld({ poolSize: 10 });
  const [root, other] = [await world.as("root", "admin"), await world.as("other", "admin")];

  const outcomes = await outcomesOf(times(20, (index) => deleteMe(index % 2 ? root : other)));

  expect(outcomes["LAST_ADMIN"]).toBeGreaterThan(0);
  expect(await world.db.user.count({ where: { role: "admin", status: "active" } })).toBe(1);
});

test("in the end nothing is left of it, in the database or in the storage, but what was noted", async () => {
  let now = new Date();
  await using world = await testWorld({ now: () => now });
  const { ada, bob, othersPostId } = await livedIn(world);
  const keys = async () => {
    let count = 0;
    for await (const _ of ada.files.storage.list()) count += 1;
    return count;
  };
  expect(await keys()).toBe(1);
  await deleteMe(ada);
  now = new Date(now.getTime() + 8 * dayMs);

  await runWaiting(world, [eraseAccount]);

  const { id } = ada.actor;
  expect(await keys()).toBe(0);
  expect(await world.db.user.count({ where: { id } })).toBe(0);
  expect(await rowsAbout(world, id)).toEqual(["audit_events", "events"]);
  expect(await getPost(bob, { id: othersPostId })).toMatchObject({ favoritesCount: 0, commentsCount: 0 });
  const noted = await world.db.auditEvent.findMany({ where: { subjectId: id }, orderBy: { at: "asc" } });
  expect(noted.map(({ action }) => action)).toEqual(["account.deletion-requested", "account.deleted"]);
  expect(JSON.stringify(noted)).not.toMatch(/ada@example|"ada"/);
  expect(await world.db.event.findMany({ where: { type: "user.deleted" }, select: { data: true } })).toEqual([
    { data: { id, username: "ada" } },
  ]);
});

test("an administrator's deletion is for good at once, and frees the name and the address", async () => {
  await using world = await testWorld();
  const { ada } = await livedIn(world);
  const root = await world.as("root", "admin");

  await deleteUser(root, { id: ada.actor.id });

  const row = await world.db.user.findUniqueOrThrow({ where: { id: ada.actor.id } });
  expect(row).toMatchObject({ status: "deleting", name: "", passwordHash: null, emailNormalized: `deleted:${row.id}` });
  await world.db.user.create({
    data: { username: "ada", email: "ada@example.com", emailNormalized: "ada@example.com", name: "Another Ada" },
  });
  const mail = world.jobs.find(({ name }) => name === "mail.send")?.payload;
  expect(mail).toMatchObject({ to: "ada@example.com", text: expect.not.stringContaining("token") as string });
  await runWaiting(world, [eraseAccount]);
  expect(await getUser(root, { id: "ada" })).toMatchObject({ name: "Another Ada" });
});

test("an erasure that is cut off anywhere is gone on with by the next", async () => {
  await using world = await testWorld();
  const { ada } = await livedIn(world);
  const root = await world.as("root", "admin");
  await deleteUser(root, { id: ada.actor.id });

  let tries = 0;
  for (let statements = 0; statements < 60; statements += 1) {
    tries += 1;
    const cut = new AbortController();
    let left = statements;
    const signal = Object.assign(cut.signal, {
      throwIfAborted() {
        if (left-- <= 0) throw new Error("killed");
      },
    });
    const isDone = await eraseAccount.run({ ...testJobCtx(root), signal }, { userId: ada.actor.id }).then(
      () => true,
      () => false,
    );
    if (isDone) break;
  }

  expect(tries).toBeGreaterThan(10);
  expect(await rowsAbout(world, ada.actor.id)).toEqual(["audit_events", "events"]);
});

test("an account whose job was lost is found and erased", async () => {
  await using world = await testWorld();
  const { ada } = await livedIn(world);
  await deleteUser(await world.as("root", "admin"), { id: ada.actor.id });
  world.jobs.length = 0;

  await eraseOverdue.run(testJobCtx(world.anonymous), {});
  await runWaiting(world, [eraseAccount]);

  expect(await world.db.user.count({ where: { id: ada.actor.id } })).toBe(0);
  expect(await reasonOf(readExport(world.anonymous, ada.actor))).toBe("EXPORT_NOT_FOUND");
});

/** The tables that have an id anywhere in them. */
async function rowsAbout({ db }: TestWorld, id: string): Promise<string[]> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname`;
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await db.$queryRawUnsafe<object[]>(
      `SELECT 1 FROM "${name}" t WHERE t::text LIKE '%' || $1 || '%' LIMIT 1`,
      id,
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
}
