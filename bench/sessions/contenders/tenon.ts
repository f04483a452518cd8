import { createAuth, keyRing } from "../../../packages/auth/src/index.ts";
import { createDb } from "../../../packages/db/src/index.ts";
import { openSessionNews } from "../../../packages/platform/src/sessions/session-news.ts";
import { type Contender, person } from "../contender.ts";

type Options = { url: string; engine: "lucia" | "native"; isCached: boolean };

const log = { debug() {}, info() {}, warn: console.warn, error: console.error };

/** As apps/server has it; without the cache, what a call costs that comes for the first time in 15 seconds. */
export async function tenon({ url, engine, isCached }: Options): Promise<Contender> {
  const db = createDb({ url });
  const news = isCached ? await openSessionNews({ url, log }) : undefined;
  const auth = createAuth({
    db,
    engine,
    throttleKeys: keyRing("a secret of at least 32 characters"),
    ...(news && { news }),
  });
  const email = `${engine}-${isCached}-${person.email}`;
  const data = { username: email, name: person.name, email, emailNormalized: email };
  const { id } = await db.user.create({ data });
  const { token } = await db.$transaction((tx) =>
    auth.sessions.start(tx, id, { kind: "cookie", aal: 1, amr: ["pwd"] }),
  );
  return {
    name: `Tenon, ${isCached ? "from its cache" : `looked up (${engine})`}`,
    revocation: isCached ? "a NOTIFY later" : "at once",
    check: () => auth.sessions.validate(token),
    async close() {
      await auth[Symbol.asyncDispose]();
      await news?.close();
      await db.$disconnect();
    },
  };
}
