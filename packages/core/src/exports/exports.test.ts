import { buffer } from "node:stream/consumers";
import { inflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { createComment } from "../comments.ts";
import type { Ctx, UserCtx } from "../ctx.ts";
import { uploadFile } from "../files.ts";
import { removeOrphans } from "../files/janitor.ts";
import { favoritePost, updatePost } from "../posts.ts";
import { reasonOf, testJobCtx, testPost, testSession, testWorld, type TestWorld, times } from "../testing.ts";
import { followUser } from "../users.ts";
import { readExport } from "./content.ts";
import { sweepExports } from "./discard.ts";
import { latestExport, requestExport } from "./request.ts";
import { exportAccount } from "./run.ts";

const dayMs = 86_400_000;

/** The files of a ZIP file, by name (APPNOTE 4.3.12). */
function unzip(zip: Buffer): Record<string, string> {
  const files: Record<string, string> = {};
  for (let at = zip.indexOf("PK\u0001\u0002"); at !== -1; at = zip.indexOf("PK\u0001\u0002", at + 46)) {
    const [packed, nameLength, start] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt32LE(at + 42),
    ];
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    const data = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    files[name] = inflateRawSync(zip.subarray(data, data + packed)).toString();
  }
  return files;
}

const runExport = async (world: TestWorld) => {
  const job = world.jobs.find(({ name }) => name === exportAccount.name);
  await exportAccount.run(testJobCtx(world.anonymous), exportAccount.payload.parse(job?.payload));
};
const bytesOf = async (ctx: UserCtx) => buffer(await (await readExport(ctx, ctx.actor)).open());
const later = (ctx: UserCtx, now: Date): UserCtx => ({
  ...ctx,
  actor: { ...ctx.actor, session: { ...ctx.actor.session, authenticatedAt: now } },
});

test("an export has everything of the account, of nobody else, and no secret", async () => {
  await using world = await testWorld();
  const [ada, bob] = [await world.as("ada"), await world.as("bob")];
  const posts = await Promise.all(times(3, (index) => testPost(ada, { title: `Mine ${index}` })));
  const other = await testPost(bob, { published: true, title: "Not hers" });
  await updatePost(ada, { id: posts[0]!.id, body: "Changed" });
  await createComment(ada, { postId: other.id, body: "A word" });
  await favoritePost(ada, other);
  await followUser(ada, { id: "bob" });
  await followUser(bob, { id: "ada" });
  const linked = { issuer: "https://accounts.example.com", subject: "1815", provider: "example" };
  await world.db.identity.create({ data: { ...linked, userId: ada.actor.id } });
  await uploadFile(ada, { file: new File(["words"], "words.txt"), public: false });
  const { token } = await testSession(ada, ada.actor.id, { ip: "192.0.2.1" });
  await world.db.user.update({ where: { id: ada.actor.id }, data: { passwordHash: "$argon2id$canary" } });

  const asked = await requestExport(ada);
  await runExport(world);

  expect(asked).toMatchObject({ status: "running", url: null });
  const { size, ...ready } = await latestExport(ada);
  expect(ready).toMatchObject({
    id: asked.id,
    status: "ready",
    url: "https://api.example.com/api/v1/me/export/content",
  });
  const zip = await bytesOf(ada);
  expect(zip).toHaveLength(size!);
  const files = unzip(zip);
  const linesOf = (name: string) =>
    files[name]!.trim()
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as object);
  expect(Object.keys(files)).toEqual([
    "README.txt",
    "profile.json",
    "posts.ndjson",
    "revisions.ndjson",
    "comments.ndjson",
    "favorites.ndjson",
    "following.ndjson",
    "followers.ndjson",
    "files.ndjson",
    "notifications.ndjson",
    "sessions.json",
    "api-keys.json",
    "passkeys.ndjson",
    "second-factors.json",
    "identities.ndjson",
    "activity.ndjson",
  ]);
  expect(JSON.parse(files["profile.json"]!)).toMatchObject({ username: "ada", email: "ada@example.com" });
  expect(linesOf("posts.ndjson")).toHaveLength(3);
  expect(linesOf("revisions.ndjson")).toHaveLength(4);
  expect(linesOf("comments.ndjson")).toMatchObject([{ body: "A word" }]);
  expect(linesOf("favorites.ndjson")).toMatchObject([{ postId: other.id }]);
  expect(linesOf("following.ndjson")).toMatchObject([{ userId: bob.actor.id }]);
  expect(linesOf("followers.ndjson")).toMatchObject([{ userId: bob.actor.id }]);
  expect(linesOf("identities.ndjson")).toMatchObject([linked]);
  expect(JSON.parse(files["second-factors.json"]!)).toEqual({ hasApp: false, passkeys: 0, recoveryCodes: 0 });
  expect(linesOf("files.ndjson")).toMatchObject([{ name: "words.txt" }]);
  expect(JSON.parse(files["sessions.json"]!)).toMatchObject([{ ip: "192.0.2.1" }]);
  expect(linesOf("activity.ndjson")).toMatchObject([{ action: "account.exported", by: "you" }]);
  const whole = Object.values(files).join("\n");
  for (const secret of [token, "argon2", "passwordHash", "Not hers", "bob@example.com"])
    expect(whole).not.toContain(secret);
  expect(world.jobs.findLast(({ name }) => name === "mail.send")?.payload).toMatchObject({ to: "ada@example.com" });
});

/** Where the rows of each table that refers to accounts are found in an export. */
const gathered: Record<string, string> = {
  api_keys: "api-keys.json",
  comments: "comments.ndjson",
  data_exports: "not: a record of the export itself",
  device_grants: "sessions.json, once one was approved",
  favorites: "favorites.ndjson",
  file_usages: "files.ndjson, summed",
  files: "files.ndjson",
  follows: "following.ndjson, followers.ndjson",
  identities: "identities.ndjson",
  notifications: "notifications.ndjson",
  one_time_tokens: "not: hashes of what mails hold, for hours",
  passkeys: "passkeys.ndjson",
  post_revisions: "revisions.ndjson; those of others' posts are the authors'",
  posts: "posts.ndjson",
  recovery_codes: "second-factors.json",
  second_factor_tries: "not: a count of wrong codes, for minutes",
  sessions: "sessions.json",
  totp_factors: "second-factors.json",
};

test("every table that refers to accounts is in the export, or has a reason not to be", async () => {
  await using world = await testWorld();

  const tables = await world.db.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT conrelid::regclass::text AS name FROM pg_constraint
    WHERE contype = 'f' AND confrelid = 'users'::regclass ORDER BY name`;

  expect(tables.map(({ name }) => name)).toEqual(Object.keys(gathered));
});

test("long lists are gathered a page at a time", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const post = await testPost(ada, { published: true });
  await world.db.comment.createMany({
    data: Array.from({ length: 1001 }, () => ({ postId: post.id, authorId: ada.actor.id, body: "x" })),
  });
  await world.db.postRevision.createMany({
    data: Array.from({ length: 450 }, (_, index) => ({
      postId: post.id,
      number: index + 2,
      title: "t",
      summary: "",
      body: "b",
      tags: [],
    })),
  });

  await requestExport(ada);
  await runExport(world);

  const files = unzip(await bytesOf(ada));
  expect(new Set(files["comments.ndjson"]!.trim().split("\n")).size).toBe(1001);
  expect(new Set(files["revisions.ndjson"]!.trim().split("\n")).size).toBe(451);
});

test("of twenty who ask at once all are given the same, and there is one an hour", async () => {
  let now = new Date();
  await using world = await testWorld({ now: () => now, poolSize: 10 });
  const ada = await world.as("ada");

  const asked = await Promise.all(times(20, () => requestExport(ada)));

  expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
  expect(world.jobs.filter(({ name }) => name === exportAccount.name)).toHaveLength(1);
  await runExport(world);
  await expect(requestExport(ada)).rejects.toMatchObject({ reason: "RATE_LIMITED", retryAfter: 3600 });
  now = new Date(now.getTime() + 3_600_000);
  expect(await requestExport(later(ada, now))).toMatchObject({ status: "running" });
});

test("nobody else reads it: not an administrator, not an impersonator, not whoever has not signed in", async () => {
  await using world = await testWorld();
  const [ada, root] = [await world.as("ada"), await world.as("root", "admin")];
  await requestExport(ada);
  await runExport(world);
  const lent = { ...ada.actor, session: { ...ada.actor.session, actorId: root.actor.id } };
  const read = (ctx: Ctx, actor = ctx.actor) => reasonOf(readExport(ctx, actor));

  expect(await read(root)).toBe("EXPORT_NOT_FOUND");
  expect(await read(world.anonymous)).toBe("UNAUTHENTICATED");
  expect(await read(ada, lent)).toBe("IMPERSONATION_DENIED");
  expect(await reasonOf(latestExport(root))).toBe("EXPORT_NOT_FOUND");
  await bytesOf(ada);
  expect(await world.db.auditEvent.count({ where: { action: "account.export-read", subjectId: ada.actor.id } })).toBe(
    1,
  );
});

test("neither a key nor a token of some scopes reads it, nor a session that owes its second factor (ASVS 5.0 8.2.2)", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  await requestExport(ada);
  await runExport(world);
  const read = (change: Partial<typeof ada.actor>) => reasonOf(readExport(ada, { ...ada.actor, ...change }));

  expect(await read({ session: { ...ada.actor.session, scopes: ["post:read"] } })).toBe("SCOPE_MISSING");
  expect(await read({ mfaRequired: true })).toBe("MFA_ENROLMENT_REQUIRED");
  expect(await read({ mfaRequired: true, session: { ...ada.actor.session, aal: 2 } })).toBe("ok");
});

test("after seven days it is gone, with its bytes; until then the janitor leaves it alone", async () => {
  let now = new Date();
  await using world = await testWorld({ now: () => now });
  const ada = await world.as("ada");
  const { id } = await requestExport(ada);
  await runExport(world);
  const { storage } = ada.files;

  now = new Date(now.getTime() + 6 * dayMs);
  await removeOrphans(ada);
  await sweepExports(ada);
  expect(await storage.stat(`exports/${id}`)).toBeDefined();
  now = new Date(now.getTime() + 1.1 * dayMs);
  expect(await reasonOf(readExport(ada, ada.actor))).toBe("EXPORT_NOT_FOUND");
  await sweepExports(ada);

  expect(await storage.stat(`exports/${id}`)).toBeUndefined();
  expect(await world.db.dataExport.count()).toBe(0);
});

test("one that fails says so in the end, and can be asked for again", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const { id } = await requestExport(ada);
  const broken = { ...ada.files, storage: { ...ada.files.storage, put: () => Promise.reject(new Error("full")) } };
  const ctx = testJobCtx({ ...world.anonymous, files: broken });

  await expect(exportAccount.run(ctx, { exportId: id })).rejects.toThrow("full");
  expect(await latestExport(ada)).toMatchObject({ status: "running" });
  const last = { ...ctx, job: { ...ctx.job, isLastAttempt: true } };
  await expect(exportAccount.run(last, { exportId: id })).rejects.toThrow("full");

  expect(await latestExport(ada)).toMatchObject({ status: "failed", url: null });
  expect(await requestExport(ada)).toMatchObject({ status: "running" });
});
