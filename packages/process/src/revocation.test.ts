import { createAuth, type SignIn, keyRing } from "@tenon/auth";
import { createTestDatabase, eventually } from "@tenon/db/testing";
import { openSessionNews } from "@tenon/platform/sessions/session-news";
import { expect, test } from "vitest";

const log = { debug() {}, info() {}, warn() {}, error() {} };
const origin: SignIn = { kind: "bearer", aal: 1, amr: ["pwd"] };

/** Two nodes on one database, as far as sessions go, and somebody who has signed in. */
async function twoNodes() {
  await using stack = new AsyncDisposableStack();
  const { db, url } = stack.use(await createTestDatabase({ poolSize: 5 }));
  const node = async () => {
    const news = stack.adopt(await openSessionNews({ url, log }), (listening) => listening.close());
    return { news, ...stack.use(createAuth({ db, throttleKeys: keyRing("x".repeat(32)), news })) };
  };
  const [here, there] = [await node(), await node()];
  const data = { username: "ada", email: "ada@example.com", emailNormalized: "ada@example.com", name: "Ada" };
  const { id } = await db.user.create({ data });
  const signIn = () => db.$transaction((tx) => here.sessions.start(tx, id, origin));
  const moved = stack.move();
  return { db, here, there, id, signIn, [Symbol.asyncDispose]: () => moved.disposeAsync() };
}
type World = Awaited<ReturnType<typeof twoNodes>>;

test.each<[string, (world: World, publicId: string) => Promise<unknown>]>([
  ["a sign-out", ({ here, db }, publicId) => here.sessions.revoke(db, publicId)],
  ["the end of all sessions", ({ here, db, id }) => here.sessions.revokeUser(db, id)],
  ["a barred account", ({ db, id }) => db.user.update({ where: { id }, data: { status: "disabled" } })],
  ["a deleted account", ({ db, id }) => db.user.delete({ where: { id } })],
  ["a new token", ({ here, db }, publicId) => here.sessions.reissue(db, publicId, { aal: 1, amr: ["pwd"] })],
  ["a statement by hand", ({ db }) => db.$executeRaw`DELETE FROM sessions`],
])("%s is heard on the other node, which has the session in its cache", async (_, end) => {
  await using world = await twoNodes();
  const { token, session } = await world.signIn();
  expect(await world.there.sessions.validate(token)).not.toBeNull();
  expect(await world.here.sessions.validate(token)).not.toBeNull();

  await end(world, session.publicId);

  await eventually(async () => expect(await world.there.sessions.validate(token)).toBeNull());
  await eventually(async () => expect(await world.here.sessions.validate(token)).toBeNull());
});

test("the node that ends a session refuses it from the commit on", async () => {
  await using world = await twoNodes();
  for (let round = 0; round < 20; round += 1) {
    const { token, session } = await world.signIn();
    await world.here.sessions.validate(token);

    await world.here.sessions.revoke(world.db, session.publicId);

    expect(await world.here.sessions.validate(token)).toBeNull();
  }
});

test("a role that changes is read on the other node", async () => {
  await using world = await twoNodes();
  const { token } = await world.signIn();
  await world.there.sessions.validate(token);

  await world.db.user.update({ where: { id: world.id }, data: { role: "editor" } });

  await eventually(async () =>
    expect(await world.there.sessions.validate(token)).toMatchObject({ user: { role: "editor" } }),
  );
});

test("what is cached is not looked up; a node that no longer hears looks up each time, until it hears again", async () => {
  await using world = await twoNodes();
  const { token, session } = await world.signIn();
  await world.there.sessions.validate(token);
  // Behind the triggers' back, so that only a look tells.
  const hide = (isHidden: boolean) =>
    world.db.$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
      const at = new Date(Date.now() + (isHidden ? -1 : 1) * 3_600_000);
      await tx.session.updateMany({ where: { publicId: session.publicId }, data: { absoluteExpiresAt: at } });
    });
  await hide(true);
  expect(await world.there.sessions.validate(token)).not.toBeNull();
  await hide(false);

  await world.db.$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = 'tenon-sessions' AND datname = current_database()`;
  await eventually(() => expect(world.there.news.isHeard).toBe(false), { timeout: 5000, interval: 1 });
  await world.db.session.deleteMany();
  const unheard = await world.there.sessions.validate(token);

  expect(unheard).toBeNull();
  await eventually(() => expect(world.there.news.isHeard).toBe(true));
  const again = await world.signIn();
  expect(await world.there.sessions.validate(again.token)).not.toBeNull();
});
