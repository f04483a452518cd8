import { randomUUID } from "node:crypto";
import { createClient, type TenonClient } from "@tenon/client";
import { createTestDatabase, eventually } from "@tenon/db/testing";
import { openSink } from "@tenon/platform/testing/smtp-sink";
import { expect, test } from "vitest";
import { type ServerProcess, startProcess, startWorkerProcess } from "../process.ts";
import { password } from "../test-app.ts";
import { idsOfMails, startWebhookSink } from "./sinks.ts";
import { sized } from "./size.ts";

const rounds = sized(4, 200);
/** An address is mailed twenty times an hour at most, so there are many. */
const authors = sized(10, 100);
const mostEach = 15;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function join(url: string, username: string): Promise<{ client: TenonClient; id: string }> {
  const account = { email: `${username}@example.org`, password, name: username, username, mode: "bearer" } as const;
  const { token, user } = await createClient({ url }).auth.register.mutate(account);
  return { client: createClient({ url, token }), id: user.id };
}

test(
  "kill -9 of server and worker: each post has one event, one webhook id and one mail, and what was undone has none",
  { timeout: 60 * 60_000 },
  async () => {
    await using database = await createTestDatabase({ poolSize: 2 });
    await using hooks = await startWebhookSink();
    await using mails = await openSink();
    const env = {
      DATABASE_URL: database.url,
      MIGRATE_ON_START: "false",
      WEBHOOK_ALLOW_PRIVATE: "true",
      MAIL: "smtp",
      SMTP_URL: `smtp://127.0.0.1:${mails.port}`,
      NOTIFICATION_DIGEST_MINUTES: "0",
      LOGIN_LIMIT: "1000000",
      REGISTER_LIMIT: "1000000",
    };
    const { db } = database;
    // A fixed port, taken once, so that clients find a server again that was killed.
    let server = await startProcess({ ...env, JOBS: "off" });
    await using stack = new AsyncDisposableStack();
    stack.defer(() => server[Symbol.asyncDispose]());
    const port = new URL(server.url).port;
    const start = {
      server: () => startProcess({ ...env, JOBS: "off", PORT: port }),
      worker: () => startWorkerProcess(env),
    };
    let worker = await start.worker();
    stack.defer(() => worker[Symbol.asyncDispose]());
    const writers = await setScene(server, authors);
    await db.user.updateMany({ data: { notifyPost: "mail" } });
    await db.user.updateMany({ where: { username: "admin" }, data: { role: "admin" } });
    const admin = await createClient({ url: server.url }).auth.login.mutate({
      email: "admin@example.org",
      password,
      mode: "bearer",
    });
    const hookUrl = `http://127.0.0.1:${hooks.port}/`;
    await createClient({ url: server.url, token: admin.token }).webhooks.create.mutate({
      url: hookUrl,
      events: ["post.published"],
    });

    let isWriting = true;
    let count = 0;
    const write = async (writer: TenonClient) => {
      for (let written = 0; isWriting && written < mostEach;) {
        count += 1;
        const post = { title: `Post-${count}`, body: randomUUID(), published: true };
        // What fails may have been written or not: the rows tell.
        const isKnown = await writer.posts.create.mutate(post).then(
          () => true,
          () => false,
        );
        if (isKnown) written += 1;
        await pause(Math.random() * sized(500, 30_000));
      }
    };
    const writing = writers.map(write);
    for (let round = 0; round < rounds; round += 1) {
      await pause(100 + Math.random() * 300);
      const which = round % 3;
      if (which !== 1) server = await replace(server, start.server);
      if (which !== 0) worker = await replace(worker, start.worker);
    }
    isWriting = false;
    await Promise.all(writing);

    const posts = await eventually(
      async () => {
        // Anew each time: what a killed server has asked for may be committed after its end.
        const known = await db.post.findMany({ select: { id: true, title: true } });
        const titles = known.map(({ title }) => title).toSorted();
        expect([...hooks.idsOf.keys()].toSorted()).toEqual(titles);
        expect([...(await idsOfMails(mails)).keys()].toSorted()).toEqual(titles);
        return known;
      },
      { timeout: 120_000, interval: 500 },
    );
    expect(posts.length).toBeGreaterThan(rounds);
    expect(new Set(posts.map(({ title }) => title)).size).toBe(posts.length);
    const events = await db.event.findMany({ where: { type: "post.published" } });
    expect(events.map(({ data }) => (data as { id: string }).id).toSorted()).toEqual(
      posts.map(({ id }) => id).toSorted(),
    );
    expect([...hooks.idsOf.values()].filter((ids) => ids.size !== 1)).toEqual([]);
    expect([...(await idsOfMails(mails)).values()].filter((ids) => ids.size !== 1)).toEqual([]);
    expect(await db.notification.count({ where: { type: "post" } })).toBe(posts.length);
    // A sweep that was killed twice may be dead: the next slot brings another.
    const dead = await db.$queryRaw<
      { name: string }[]
    >`SELECT source_name AS name FROM pgboss.job WHERE name = 'dead-letters'`;
    expect(
      dead.filter(({ name }) => !/\.(sweep|purge|expire|orphans|audit|resend-stranded|publish-overdue)$/.test(name)),
    ).toEqual([]);
  },
);

/** So many authors, each with one follower. */
async function setScene({ url }: ServerProcess, size: number): Promise<TenonClient[]> {
  await join(url, "admin");
  const writers: TenonClient[] = [];
  for (let index = 0; index < size; index += 1) {
    const [author, reader] = await Promise.all([join(url, `author-${index}`), join(url, `reader-${index}`)]);
    await reader.client.users.follow.mutate({ id: author.id });
    writers.push(author.client);
  }
  return writers;
}

async function replace(process: ServerProcess, start: () => Promise<ServerProcess>): Promise<ServerProcess> {
  await process[Symbol.asyncDispose]();
  return start();
}
