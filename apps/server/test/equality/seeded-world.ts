import { hash } from "node:crypto";
import { startTestApp, password, type Person, type TestApp } from "../test-app.ts";
import type { PrincipalName } from "./calls.ts";
import { keepToken } from "./hints.ts";
import type { Known, Names } from "./refs.ts";

/** A database with something of everything in it, to be copied; and what is in it. */
export type SeededWorld = AsyncDisposable & {
  databaseUrl: string;
  /** The headers that each principal calls with. */
  principals: Record<PrincipalName, Record<string, string>>;
  known: Omit<Known, "fresh" | "cursor">;
};

const both = (name: string): Names => [name, name];

export async function seedWorld(): Promise<SeededWorld> {
  const server = await startTestApp();
  const { user } = server.app.deps.db;
  const join = async (username: string, role: "user" | "editor" | "admin" = "user") => {
    const person = await server.join(username);
    await user.update({ where: { id: person.id }, data: { role } });
    return person;
  };
  const ada = await join("ada");
  const bob = await join("bob");
  const gone = await join("gone");
  const [editor, admin, chief] = [
    await join("editor", "editor"),
    await join("admin", "admin"),
    await join("chief", "admin"),
  ];
  await admin.client.users.disable.mutate({ id: gone.id });
  await bob.client.users.follow.mutate({ id: ada.id });
  const posts = [...(await writePosts(ada)), ...(await writePosts(bob))];
  const comments = await comment(posts[0]?.id ?? "", [ada, bob, bob]);
  const files = [await uploadWords(ada), await uploadWords(ada), await uploadWords(bob)];
  const jobs = await failSomeJobs(server);
  const notifications = await server.app.deps.db.notification.createManyAndReturn({
    data: comments.slice(1).map(({ id }) => ({
      userId: ada.id,
      type: "comment",
      actorId: bob.id,
      postId: posts[0]?.id ?? "",
      commentId: id,
      subjectId: id,
    })),
  });
  const hooks = await register(admin);
  await leaveTraces(server, ada);
  const listeners = { where: { kind: "listen" }, data: { expiresAt: new Date("2150-01-01T00:00:00Z") } } as const;
  await server.app.deps.db.webhook.updateMany(listeners);
  const sessions = await server.app.deps.db.session.findMany({ select: { publicId: true } });
  const apiKeys = [await makeKey(ada), await makeKey(admin), await makeKey(chief)];
  const bearer = ({ token }: Person) => ({ authorization: `Bearer ${token}` });
  const principals = {
    admin: bearer(admin),
    chief: bearer(chief),
    editor: bearer(editor),
    ada: bearer(ada),
    "ada by cookie": { cookie: await cookieOf(server.url, ada.email) },
    bob: bearer(bob),
    nobody: {},
    stale: { authorization: "Bearer ss_no-longer-a-session-of-anybody-000000000000" },
  };
  // A database is copied only while nobody is connected to it.
  await server.app.close();
  return {
    databaseUrl: server.databaseUrl,
    principals,
    known: {
      user: [ada, bob, gone, editor, admin, chief].flatMap(({ id, username }) => [both(id), both(username)]),
      post: posts.flatMap(({ id, slug }) => [both(id), both(slug)]),
      comment: comments.map(({ id }) => both(id)),
      file: files.map(({ id }) => both(id)),
      job: jobs.map(({ id }) => both(id)),
      notification: notifications.map(({ id }) => both(id)),
      webhook: hooks.map(({ id }) => both(id)),
      session: sessions.map(({ publicId }) => both(publicId)),
      apiKey: apiKeys.map(({ id }) => both(id)),
      delivery: hooks.map(({ deliveryId }) => both(deliveryId)),
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** One of each: published and changed, published, a draft, scheduled, in the bin. */
async function writePosts({ client: { posts }, username }: Person): Promise<{ id: string; slug: string }[]> {
  const write = (title: string, rest: { published?: boolean; publishAt?: Date } = {}) =>
    posts.create.mutate({ title: `${title} of ${username}`, body: "On *engines*", tags: ["history", title], ...rest });
  const changed = await write("engines", { published: true });
  await posts.update.mutate({ id: changed.id, title: "A second title" });
  await posts.update.mutate({ id: changed.id, body: "A third body" });
  const binned = await write("binned", { published: true });
  await posts.delete.mutate({ id: binned.id });
  const publishAt = new Date("2150-01-01T00:00:00Z");
  return [
    changed,
    binned,
    await write("plain", { published: true }),
    await write("draft"),
    await write("later", { publishAt }),
  ];
}

/** An account that can still be kept, and an export that can still be fetched. */
async function leaveTraces({ app }: TestApp, { id: userId }: Person): Promise<void> {
  const { db } = app.deps;
  const farAway = new Date("2150-01-01T00:00:00Z");
  const email = "leaver@example.org";
  const { id } = await db.user.create({
    data: { username: "leaver", name: "L", email, emailNormalized: email, status: "deleting", deletionAt: farAway },
  });
  const tokenHash = hash("sha256", keepToken, "base64url");
  await db.oneTimeToken.create({ data: { kind: "keep_account", userId: id, tokenHash, expiresAt: farAway } });
  const createdAt = new Date("2026-01-01T00:00:00Z");
  await db.dataExport.create({ data: { userId, status: "ready", size: 1, sha256: "", createdAt, expiresAt: farAway } });
}

/** Nobody runs them here: half of them wait, the others have failed for good. */
function failSomeJobs({ app }: TestApp): Promise<{ id: string }[]> {
  return app.deps.db.$queryRaw`
    UPDATE pgboss.job SET state = CASE WHEN hashtext(id::text) % 2 = 0 THEN 'failed' ELSE state END
    WHERE id IN (SELECT id FROM pgboss.job WHERE state = 'created' LIMIT 12) RETURNING id`;
}

async function comment(postId: string, people: Person[]): Promise<{ id: string }[]> {
  const written: { id: string }[] = [];
  for (const { client, username } of people)
    written.push(await client.comments.create.mutate({ postId, body: `Well said, says ${username}` }));
  return written;
}

/** An endpoint with an address and one without, each with a message. */
async function register({ client: { webhooks } }: Person): Promise<{ id: string; deliveryId: string }[]> {
  const made = [await webhooks.create.mutate({ url: "https://93.184.215.14/hook" }), await webhooks.listen.mutate()];
  return Promise.all(made.map(async ({ id }) => ({ id, deliveryId: (await webhooks.test.mutate({ id })).id })));
}

const makeKey = ({ client }: Person): Promise<{ id: string }> =>
  client.me.apiKeys.create.mutate({ name: "Key", scopes: ["post:read"] });

/** Only the rows are copied with the database: its content is another test's. */
function uploadWords({ client, username }: Person): Promise<{ id: string }> {
  const form = new FormData();
  form.append("file", new File([`words of ${username}`], `${username}.txt`));
  form.append("public", String(username === "bob"));
  return client.files.upload.mutate(form);
}

async function cookieOf(url: string, email: string): Promise<string> {
  const response = await fetch(`${url}/trpc/auth.login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ json: { email, password } }),
  });
  return response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}
