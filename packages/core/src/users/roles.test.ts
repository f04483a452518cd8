import { expect, test } from "vitest";
import { runWaiting } from "../jobs/run-waiting.fixture.ts";
import { outcomesOf, reasonOf, testPost, testSession, testWorld, times } from "../testing.ts";
import { deleteUser, disableUser, enableUser, getUser, setRole } from "../users.ts";
import { eraseAccount } from "./erase.ts";

const unknown = "0198d1e2-7c3b-7a44-8f00-000000000001";
const activeAdmin = { role: "admin", status: "active" } as const;

test("a role holds from its change on", async () => {
  await using world = await testWorld();
  const [ada, root] = [await world.as("ada"), await world.as("root", "admin")];
  const { id } = ada.actor;

  expect(await setRole(root, { id, role: "editor" })).toMatchObject({ role: "editor" });
  expect(await setRole(root, { id: id.toUpperCase(), role: "admin" })).toMatchObject({ role: "admin" });
  expect(await setRole(root, { id: root.actor.id, role: "user" })).toMatchObject({ role: "user" });
  for (const role of ["user", "editor", "admin"] as const) {
    expect(await reasonOf(setRole(root, { id: unknown, role }))).toBe("USER_NOT_FOUND");
  }
});

test("the last active administrator stays, disabled ones and editors do not count", async () => {
  await using world = await testWorld();
  const [root, eve, old] = [
    await world.as("root", "admin"),
    await world.as("eve", "editor"),
    await world.as("old", "admin"),
  ];
  const { id } = root.actor;
  await disableUser(root, { id: old.actor.id });

  expect(await reasonOf(setRole(root, { id, role: "editor" }))).toBe("LAST_ADMIN");
  expect(await reasonOf(disableUser(root, { id }))).toBe("LAST_ADMIN");
  expect(await reasonOf(deleteUser(root, { id }))).toBe("LAST_ADMIN");
  expect(await reasonOf(setRole(root, { id, role: "admin" }))).toBe("ok");
  expect(await reasonOf(setRole(root, { id: old.actor.id, role: "user" }))).toBe("ok");
  expect(await reasonOf(deleteUser(root, { id: eve.actor.id }))).toBe("ok");
  expect(await getUser(root, { id })).toMatchObject(activeAdmin);
  await setRole(root, { id: old.actor.id, role: "admin" });
  expect(await reasonOf(deleteUser(root, { id }))).toBe("LAST_ADMIN");
  await enableUser(root, { id: old.actor.id });
  expect(await reasonOf(deleteUser(root, { id }))).toBe("ok");
});

test("of two administrators one stays, however both are pushed out at once", async () => {
  await using world = await testWorld({ poolSize: 20 });
  const root = await world.as("root", "admin");
  const ways: ((id: string) => Promise<unknown>)[] = [
    (id: string) => setRole(root, { id, role: "user" }),
    (id: string) => disableUser(root, { id }),
    (id: string) => deleteUser(root, { id }),
  ];

  for (let round = 0; round < 4; round += 1) {
    const pair = [await world.as(`a-${round}`, "admin"), await world.as(`b-${round}`, "admin")];
    await world.db.user.updateMany({
      where: { username: { notIn: pair.map(({ actor }) => actor.username) } },
      data: { role: "user" },
    });

    const outcomes = await outcomesOf(times(50, (index) => ways[(index + round) % 3]!(pair[index % 2]!.actor.id)));

    expect(
      Object.keys(outcomes).filter((outcome) => !["ok", "LAST_ADMIN", "USER_NOT_FOUND"].includes(outcome)),
    ).toEqual([]);
    expect(outcomes["LAST_ADMIN"]).toBeGreaterThan(0);
    expect(await world.db.user.count({ where: activeAdmin })).toBe(1);
  }
});

test("somebody who is promoted while the others go is the one who stays, or goes before them", async () => {
  await using world = await testWorld({ poolSize: 20 });
  const root = await world.as("root", "admin");
  for (let round = 0; round < 6; round += 1) {
    const [old, young] = [await world.as(`old-${round}`, "admin"), await world.as(`young-${round}`)];
    await world.db.user.updateMany({ where: { id: { not: old.actor.id } }, data: { role: "user" } });

    const outcomes = await outcomesOf([
      setRole(root, { id: young.actor.id, role: "admin" }),
      deleteUser(root, { id: young.actor.id }),
      setRole(root, { id: old.actor.id, role: "user" }),
      disableUser(root, { id: old.actor.id }),
    ]);

    expect(
      Object.keys(outcomes).filter((outcome) => !["ok", "LAST_ADMIN", "USER_NOT_FOUND"].includes(outcome)),
    ).toEqual([]);
    expect(await world.db.user.count({ where: activeAdmin })).toBeGreaterThanOrEqual(1);
  }
});

test("deleting an account deletes what is its own, and leaves what it did for others without a name", async () => {
  await using world = await testWorld();
  const [ada, eve, root] = [await world.as("ada"), await world.as("eve", "editor"), await world.as("root", "admin")];
  const post = await testPost(ada, { published: true });
  await testPost(eve, { published: true, tags: ["gone"] });
  await world.db.postRevision.updateMany({ where: { postId: post.id }, data: { editorId: eve.actor.id } });
  await world.db.follow.create({ data: { followerId: ada.actor.id, followeeId: eve.actor.id } });
  const session = await testSession(root, eve.actor.id);

  await deleteUser(root, { id: eve.actor.id });

  expect(await reasonOf(getUser(root, { id: "eve" }))).toBe("USER_NOT_FOUND");
  expect(await reasonOf(deleteUser(root, { id: eve.actor.id }))).toBe("USER_NOT_FOUND");
  expect(await root.auth.sessions.validate(session.token)).toBeNull();
  await runWaiting(world, [eraseAccount]);
  expect(await world.db.user.count({ where: { id: eve.actor.id } })).toBe(0);
  expect(await world.db.post.findMany({ select: { id: true } })).toEqual([{ id: post.id }]);
  expect(await world.db.postRevision.findMany({ select: { editorId: true } })).toEqual([{ editorId: null }]);
  expect(await world.db.follow.count()).toBe(0);
  expect(await world.db.tag.findMany()).toEqual([{ name: "gone", postsCount: 0 }]);
});
