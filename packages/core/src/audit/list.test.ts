import type { AuditList } from "@tenon/contract/audit-log";
import { createDb } from "@tenon/db";
import { expect, test } from "vitest";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { startStatementTap } from "../statements.fixture.ts";
import { allItems, reasonOf, testActor, testWorld, times } from "../testing.ts";
import { setRole } from "../users.ts";
import { listActivity, listAudit } from "./list.ts";
import { noteRefusal } from "./refusals.ts";
import { trimAudit } from "./retention.ts";
import { sealEvents } from "./seal.ts";
import { verifyWhole } from "./verify.ts";

const dayMs = 86_400_000;
const list = (ctx: Ctx, filter: Partial<AuditList> = {}) => listAudit(ctx, { limit: 100, ...filter });
const actions = async (ctx: Ctx, filter: Partial<AuditList>) =>
  (await list(ctx, filter)).items.map(({ action, meta }) => [action, meta["n"]].join(" ").trim());

test("the log is filtered by who, whom, what, how it ended and when, and comes in pages without gaps", async () => {
  await using world = await testWorld();
  const [ada, root] = [await world.as("ada"), await world.as("root", "admin")];
  const lent = { ...ada, actor: { ...ada.actor, session: { ...ada.actor.session, actorId: root.actor.id } } };
  await audit(ada, world.db, { action: "session.started", subjectId: ada.actor.id, meta: { n: 1 } });
  await audit(lent, world.db, { action: "session.ended", subjectId: ada.actor.id, meta: { n: 2 } });
  await audit(world.anonymous, world.db, { action: "session.refused", outcome: "failure", meta: { n: 3 } });
  await setRole(root, { id: ada.actor.id, role: "editor" });
  const at = new Date(Date.now() + 1000);

  expect(await actions(root, { actor: ada.actor.id })).toEqual(["session.ended 2", "session.started 1"]);
  expect(await actions(root, { impersonator: root.actor.id })).toEqual(["session.ended 2"]);
  expect(await actions(root, { subject: ada.actor.id, action: "account.role-changed" })).toEqual([
    "account.role-changed",
  ]);
  expect(await actions(root, { outcome: "failure" })).toEqual(["session.refused 3"]);
  expect(await actions(root, { from: at })).toEqual([]);
  expect(await actions(root, { to: at })).toHaveLength(4);
  const paged = await allItems((cursor) => listAudit(root, { limit: 1, cursor }));
  expect(paged).toEqual((await list(root)).items);
  expect(paged[0]).toMatchObject({
    actor: { id: root.actor.id, username: "root" },
    subject: { username: "ada" },
    meta: { from: "user", to: "editor" },
  });
  const { nextCursor } = await listAudit(root, { limit: 1 });
  expect(await reasonOf(list(root, { cursor: nextCursor!, outcome: "failure" }))).toBe("INVALID_CURSOR");
});

test("people see what was done to their own account, and of administrators not where they are", async () => {
  await using world = await testWorld();
  const [ada, root] = [await world.as("ada"), await world.as("root", "admin")];
  const client = { ip: "192.0.2.1", userAgent: "curl" };
  const about = { subjectId: ada.actor.id };
  await audit({ ...world.anonymous, client }, world.db, { action: "session.started", ...about });
  await audit({ ...ada, client }, world.db, { action: "session.ended", ...about });
  await audit({ ...root, client }, world.db, { action: "account.disabled", ...about });
  await audit({ ...ada, client }, world.db, { action: "session.ended", subjectId: root.actor.id });

  const { items } = await listActivity(ada, { limit: 10 });

  expect(items.map(({ action, by, ip }) => [action, by, ip])).toEqual([
    ["account.disabled", "administrator", null],
    ["session.ended", "you", "192.0.2.1"],
    ["session.started", "nobody", "192.0.2.1"],
  ]);
  expect(JSON.stringify(items)).not.toContain(root.actor.id);
});

test("every filter finds its page of a hundred thousand rows by an index", { timeout: 60_000 }, async () => {
  await using world = await testWorld({ statementTimeoutMs: 60_000 });
  const user = (n: string) => `('00000000-0000-7000-8000-' || lpad((${n})::text, 12, '0'))::uuid`;
  await world.db
    .$executeRawUnsafe(`INSERT INTO audit_events (id, at, action, outcome, actor_id, subject_id, impersonator_id)
    SELECT gen_random_uuid(), timestamptz '2026-01-01' + i * interval '1 second', 'action-' || i % 30,
      (CASE WHEN i % 1000 = 0 THEN 'failure' ELSE 'success' END)::audit_outcome, ${user("i % 500")}, ${user("i % 700")},
      CASE WHEN i % 5000 = 0 THEN ${user("1")} END FROM generate_series(1, 100000) i`);
  await world.db.$executeRawUnsafe("VACUUM ANALYZE audit_events");
  await using tap = await startStatementTap(world.url);
  const db = createDb({ url: tap.url, poolSize: 1 });
  const ctx = { ...world.anonymous, db };
  const id = "00000000-0000-7000-8000-000000000001";
  const me = { ...ctx, actor: testActor({ id, username: "x" }) };
  const from = new Date("2026-01-01T05:00:00Z");
  const reads = [
    ...[
      {},
      { actor: id },
      { subject: id },
      { impersonator: id },
      { outcome: "failure" },
      { from },
      { subject: id, from },
    ].map((filter) => (cursor?: string) => listAudit(ctx, { limit: 10, cursor, ...(filter as Partial<AuditList>) })),
    (cursor?: string) => listAudit(ctx, { limit: 10, cursor, action: "action-7" as never }),
    (cursor?: string) => listActivity(me, { limit: 10, cursor }),
  ];

  const scans: string[] = [];
  const sorted: number[] = [];
  for (const read of reads) {
    tap.take();
    const { nextCursor } = await read();
    if (nextCursor) await read(nextCursor);
    for (const { sql, values } of tap.take()) {
      type Explained = { "QUERY PLAN": [{ Plan: Plan }] };
      const [row] = await world.db.$queryRawUnsafe<Explained[]>(`EXPLAIN (FORMAT JSON) ${sql}`, ...values);
      const nodes = nodesOf(row!["QUERY PLAN"][0].Plan);
      scans.push(...nodes.filter((node) => node["Relation Name"] === "audit_events").map((node) => node["Node Type"]));
      sorted.push(...nodes.filter((node) => node["Node Type"] === "Sort").map((node) => node["Plan Rows"]));
    }
  }
  await db.$disconnect();

  expect(new Set(scans)).toEqual(new Set(["Index Scan"]));
  expect(Math.max(0, ...sorted)).toBeLessThan(100);
});

type Plan = { "Node Type": string; "Relation Name"?: string; "Plan Rows": number; Plans?: Plan[] };

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

test("what somebody is refused is noted, ten times a minute at most", async () => {
  await using world = await testWorld();
  const ada = await world.as("ada");
  const refusal = { actor: ada.actor, procedure: "users.delete", reason: "FORBIDDEN" as const };

  await Promise.all(times(50, () => noteRefusal(ada, refusal)));

  const noted = await world.db.auditEvent.findMany();
  expect(noted).toHaveLength(10);
  expect(noted[0]).toMatchObject({
    action: "access.refused",
    outcome: "failure",
    actorId: ada.actor.id,
    targetId: "users.delete",
    meta: { reason: "FORBIDDEN" },
  });
});

test("what a header holds is one line, without control characters", async () => {
  await using world = await testWorld();
  const userAgent = "curl\r\n\u001b[31m2026 audit ok\u009b2J\u2028";

  await audit({ ...world.anonymous, client: { userAgent } }, world.db, { action: "session.started" });

  expect((await world.db.auditEvent.findFirst())?.userAgent).toBe("curl [31m2026 audit ok 2J");
});

test("what is older than it is to be kept goes, and the rest still verifies", async () => {
  let now = new Date();
  await using world = await testWorld({ now: () => now });
  const ctx = { ...world.anonymous, auditMs: 30 * dayMs };
  const note = (n: number) => audit(ctx, world.db, { action: "session.started", meta: { n } });
  for (let n = 1; n <= 5; n += 1) await note(n);
  await sealEvents(ctx);
  now = new Date(now.getTime() + 20 * dayMs);
  await trimAudit(ctx);
  expect(await world.db.auditEvent.count()).toBe(5);
  now = new Date(now.getTime() + 11 * dayMs);

  const gone = await trimAudit(ctx);

  expect(gone).toBe(5);
  await sealEvents(ctx);
  expect(await verifyWhole(ctx)).toEqual({ rows: 1, seq: 6, faults: [] });
  expect(await world.db.auditEvent.findFirst()).toMatchObject({ action: "audit.trimmed", meta: { until: 5 } });
  expect(await trimAudit({ ...ctx, auditMs: undefined })).toBe(0);
  await expect(world.db.auditEvent.deleteMany()).rejects.toThrow(/append-only/);
});
