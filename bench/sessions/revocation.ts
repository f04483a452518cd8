import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createAuth, keyRing } from "../../packages/auth/src/index.ts";
import { createDb } from "../../packages/db/src/index.ts";
import { openSessionNews } from "../../packages/platform/src/sessions/session-news.ts";

const log = { debug() {}, info() {}, warn: console.warn, error: console.error };
const throttleKeys = keyRing("a secret of at least 32 characters");

async function openNode(url: string) {
  const db = createDb({ url });
  const news = await openSessionNews({ url, log });
  return { db, news, auth: createAuth({ db, throttleKeys, news }) };
}

/** Milliseconds from the moment that one process has ended a session until another, which has it in its cache, refuses it. */
export async function measureRevocation(url: string, rounds: number): Promise<number[]> {
  const { db, news, auth } = await openNode(url);
  const data = { username: "eve", name: "Eve", email: "eve@example.com", emailNormalized: "eve@example.com" };
  const { id } = await db.user.create({ data });
  const other = fork(fileURLToPath(import.meta.url), [url], { execArgv: ["--conditions=@tenon/source"] });
  await once(other, "message");

  const delays: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { token, session } = await db.$transaction((tx) =>
      auth.sessions.start(tx, id, { kind: "bearer", aal: 1, amr: ["pwd"] }),
    );
    other.send(token);
    await once(other, "message");
    await auth.sessions.revoke(db, session.publicId);
    // Clocks of processes on one machine are the same.
    const endedAt = performance.timeOrigin + performance.now();
    const [refusedAt] = (await once(other, "message")) as [number];
    delays.push(Math.max(0, refusedAt - endedAt));
  }
  other.disconnect();
  await news.close();
  await db.$disconnect();
  return delays.toSorted((one, another) => one - another);
}

/** The other process: says when it has the session, and when it refuses it. */
async function run(url: string): Promise<void> {
  const { db, news, auth } = await openNode(url);
  process.on("disconnect", () => void news.close().then(() => db.$disconnect()));
  process.on("message", async (token: string) => {
    await auth.sessions.validate(token);
    process.send?.("kept");
    while (await auth.sessions.validate(token)) await new Promise((resolve) => setImmediate(resolve));
    process.send?.(performance.timeOrigin + performance.now());
  });
  process.send?.("ready");
}

const [, script, url] = process.argv;
if (script === fileURLToPath(import.meta.url) && url) await run(url);
