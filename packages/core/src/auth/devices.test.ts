import { expect, test } from "vitest";
import { actorOf } from "../access.ts";
import type { Limiter } from "../limits.ts";
import { outcomesOf, reasonOf, testWorld, times } from "../testing.ts";
import { approveDevice, claimDevice, pollDevice, startDevice } from "./devices.ts";

async function testDevice() {
  const world = await testWorld();
  const lamp = { ...world.anonymous, client: { ip: "192.0.2.1", userAgent: "lamp/1" } };
  const start = () => startDevice(lamp, { clientName: "a lamp" });
  const [ada, bob, started] = [await world.as("ada"), await world.as("bob"), await start()];
  const poll = () => pollDevice(lamp, started);
  return { ...world, lamp, ada, bob, start, started, poll };
}

test("a program is let in as whoever approves it, with what they have shown, and only once", async () => {
  await using world = await testDevice();
  const { userCode } = world.started;
  const before = await reasonOf(world.poll());
  const seen = await claimDevice(world.ada, { userCode });
  await approveDevice(world.ada, { userCode, approve: true });

  const { output, session } = await world.poll();
  const again = await reasonOf(world.poll());

  expect(world.started).toMatchObject({
    verificationUri: "https://api.example.com/device",
    expiresIn: 600,
    interval: 5,
  });
  expect(seen).toMatchObject({ clientName: "a lamp", ip: "192.0.2.1", userAgent: "lamp/1", all: true });
  expect(output).toMatchObject({ user: { username: "ada" }, token: expect.stringMatching(/^ss_/) });
  expect(session).toMatchObject({ kind: "device", aal: 1, amr: ["pwd"], userId: world.ada.actor.id });
  expect([before, again]).toEqual(["AUTHORIZATION_PENDING", "EXPIRED_TOKEN"]);
  const actions = await world.db.auditEvent.findMany({ orderBy: { at: "asc" } });
  expect(actions.map(({ action, actorId }) => [action, actorId])).toEqual([
    ["device.approved", world.ada.actor.id],
    ["session.started", null],
  ]);
});

test("fifty polls at once after the approval give one session", async () => {
  await using world = await testDevice();
  await approveDevice(world.ada, { ...world.started, approve: true });

  const outcomes = await outcomesOf(times(50, world.poll));

  expect(outcomes).toEqual({ ok: 1, EXPIRED_TOKEN: 49 });
  expect(await world.db.session.count()).toBe(1);
});

test("what one has typed another can neither see nor approve", async () => {
  await using world = await testDevice();
  const { userCode } = world.started;
  await claimDevice(world.ada, { userCode });

  expect(await reasonOf(claimDevice(world.bob, { userCode }))).toBe("DEVICE_NOT_FOUND");
  expect(await reasonOf(approveDevice(world.bob, { userCode, approve: true }))).toBe("DEVICE_NOT_FOUND");
  expect(await reasonOf(world.poll())).toBe("AUTHORIZATION_PENDING");
});

test("whoever turns a program away is final, and it is told so", async () => {
  await using world = await testDevice();
  const { userCode } = world.started;

  await approveDevice(world.ada, { userCode, approve: false });

  expect(await reasonOf(approveDevice(world.ada, { userCode, approve: true }))).toBe("DEVICE_NOT_FOUND");
  expect(await reasonOf(world.poll())).toBe("ACCESS_DENIED");
  expect(await world.db.session.count()).toBe(0);
});

test("a program that asks too often is told to slow down, and by how much", async () => {
  await using world = await testDevice();
  await reasonOf(world.poll());

  await expect(world.poll()).rejects.toMatchObject({ reason: "SLOW_DOWN", retryAfter: 10 });
});

test("approving needs a credential of these minutes, and is not for impersonators", async () => {
  await using world = await testDevice();
  const { actor } = world.ada;
  const stale = new Date(Date.now() - 11 * 60_000);
  const as = (session: Partial<typeof actor.session>) => ({
    ...world.ada,
    actor: { ...actor, session: { ...actor.session, ...session } },
  });
  const approve = { ...world.started, approve: true };

  expect(await reasonOf(approveDevice(as({ authenticatedAt: stale }), approve))).toBe("SUDO_REQUIRED");
  expect(await reasonOf(approveDevice(as({ actorId: actor.id }), approve))).toBe("IMPERSONATION_DENIED");
  expect(await reasonOf(claimDevice(as({ actorId: actor.id }), approve))).toBe("IMPERSONATION_DENIED");
});

test("a program that asked for less can do no more, not even with a fresh sign-in", async () => {
  await using world = await testDevice();
  const narrow = await startDevice(world.lamp, { clientName: "a reader", scopes: ["post:read", "user:delete"] });
  const seen = await claimDevice(world.ada, narrow);
  await approveDevice(world.ada, { ...narrow, approve: true });
  const { token } = await pollDevice(world.lamp, narrow);

  const principal = await world.anonymous.auth.sessions.validate(token);

  expect([seen.scopes, seen.all]).toEqual([["post:read"], false]);
  expect(principal?.session.scopes).toEqual(["post:read", "user:delete"]);
  const actor = actorOf(principal!);
  expect([...actor.permissions]).toEqual(["post:read"]);
  const other = await world.start();
  expect(await reasonOf(approveDevice({ ...world.anonymous, actor }, { ...other, approve: true }))).toBe(
    "SCOPE_MISSING",
  );
});

test("of many guesses at once ten are looked at, and right codes cost nothing", async () => {
  await using world = await testDevice();
  let left = 10;
  const limiter: Limiter = {
    spend: async () => ({ count: 10, windowMs: 900_000, resetMs: 900_000, left, isSpent: (left -= 1) < 0 }),
    refund: async () => void (left += 1),
  };
  const ada = { ...world.ada, limiter };

  for (let round = 0; round < 12; round += 1) await claimDevice(ada, world.started);
  const outcomes = await outcomesOf(times(50, () => claimDevice(ada, { userCode: "BBBB-BBBB" })));

  expect(outcomes).toEqual({ DEVICE_NOT_FOUND: 10, TOO_MANY_ATTEMPTS: 40 });
});

test("nobody is let in to an account that was disabled after the approval", async () => {
  await using world = await testDevice();
  await approveDevice(world.ada, { ...world.started, approve: true });
  await world.db.user.updateMany({ data: { status: "disabled" } });

  expect(await reasonOf(world.poll())).toBe("ACCOUNT_DISABLED");
});
