import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outcomeOf, procedures } from "./access/procedures.fixture.ts";
import { newcomer, principals, type Scene, setScene, standIn } from "./access/scene.fixture.ts";
import { credentials, table } from "./access/table.fixture.ts";
import { callerOf } from "./testing.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await setScene();
});
afterAll(() => scene[Symbol.asyncDispose]());

test("every procedure of the router has a row", () => {
  expect(Object.keys(table).toSorted()).toEqual(procedures.map(({ path }) => path).toSorted());
});

describe.each(Object.entries(table))("%s", (path, { input, outcomes }) => {
  test.each(principals.map((principal, index) => [principal, outcomes[index]]))(
    "%s: %s",
    async (principal, outcome) => {
      const given = await input?.(scene);

      const caller = path === "me.delete" ? await standIn(scene, principal) : scene[principal];
      expect(await outcomeOf(path, callerOf(caller), given)).toBe(outcome);
    },
  );
});

describe("the audit log after all of that", () => {
  const canaries = [
    credentials.password,
    newcomer().password,
    "argon2",
    "whsec_",
    "Bearer",
    "Well",
    "Better",
    "words.txt",
  ];

  test("has what was changed, and whom a permission was missing", async () => {
    const rows = await scene.world.db.auditEvent.findMany({ select: { action: true, actorId: true, targetId: true } });

    const actions = new Set(rows.map(({ action }) => action));
    expect([...actions]).toEqual(
      expect.arrayContaining([
        "account.created",
        "account.deleted",
        "account.deletion-requested",
        "account.disabled",
        "account.enabled",
        "account.exported",
        "account.registered",
        "account.role-changed",
        "account.unlocked",
        "access.refused",
        "impersonation.started",
        "session.refused",
        "session.started",
        "account.profile-changed",
        "webhook.created",
        "webhook.deleted",
        "webhook.secret-rotated",
        "webhook.updated",
      ]),
    );
    const refusals = rows.filter(({ action }) => action === "access.refused");
    expect(refusals).toContainEqual({
      action: "access.refused",
      actorId: scene.other.actor.id,
      targetId: expect.stringMatching(/^audit\.|^comments\.|^users\./) as string,
    });
    // Bounded: some forty calls of each were refused.
    const ofOther = refusals.filter(({ actorId }) => actorId === scene.other.actor.id);
    expect(ofOther.length).toBeLessThanOrEqual(20);
  });

  test("has no secret, no address and no text of anybody's, in any column", async () => {
    const [row] = await scene.world.db.$queryRaw<{ log: string }[]>`
      SELECT string_agg(a::text, ' ') AS log FROM audit_events a`;
    const tokens = await scene.world.db.session.findMany({ select: { id: true } });

    const found = [...canaries, ...tokens.map(({ id }) => id)].filter((secret) => row?.log.includes(secret));

    expect(found).toEqual([]);
    expect(row?.log).not.toMatch(/@example\.|https?:/);
    expect(tokens.length).toBeGreaterThan(0);
  });
});
