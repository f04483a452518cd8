import { expect, test } from "vitest";
import { listSigningKeys, maintainSigningKeys, rotateSigningKey } from "./signing-keys.ts";
import { testWorld } from "./testing.ts";

const dayMs = 86_400_000;

test("an administrator rotates, which is noted, and after a leak it holds at once", async () => {
  await using world = await testWorld();
  const root = await world.as("root", "admin");
  const { kid } = await world.anonymous.auth.signingKeys.present();

  const next = await rotateSigningKey(root, { compromised: false });
  const leaked = await rotateSigningKey(root, { compromised: true });

  expect(next.state).toBe("next");
  expect(leaked).toMatchObject({ state: "present", kid: expect.not.stringMatching(kid) });
  expect((await listSigningKeys(root)).items).toEqual([leaked]);
  const noted = await world.db.auditEvent.findMany({
    where: { action: "signing-key.rotated" },
    orderBy: { at: "asc" },
  });
  expect(noted.map(({ targetId, meta }) => [targetId, meta])).toEqual([
    [next.kid, { compromised: false }],
    [leaked.kid, { compromised: true }],
  ]);
  expect(JSON.stringify(await world.db.signingKey.findFirst())).not.toContain('"d"');
});

test("the job makes the next key when it is time", async () => {
  let at = Date.now();
  await using world = await testWorld({ now: () => new Date(at) });
  const root = await world.as("root", "admin");
  await world.anonymous.auth.signingKeys.present();

  const early = await maintainSigningKeys(world.anonymous);
  at += 89 * dayMs;
  const due = await maintainSigningKeys(world.anonymous);
  const again = await maintainSigningKeys(world.anonymous);

  expect([early, due, again]).toEqual([0, 1, 0]);
  expect((await listSigningKeys(root)).items.map(({ state }) => state)).toEqual(["present", "next"]);
});
