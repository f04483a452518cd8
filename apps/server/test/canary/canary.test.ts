import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Subject, subjects as subjectsOf } from "../equality/subjects.ts";
import { type Asker, createAsker } from "./ask.ts";
import { assemble, type Cast } from "./cast.ts";
import { columns, listOf } from "./columns.ts";
import { type Caller, crawl, crawlWithJunk, crawlWithKeys, prepare } from "./crawl.ts";
import { refuseReads, refuseWrites } from "./failures.ts";
import { flows, type Stage } from "./flows.ts";
import { dumpJobs, dumpTables, harvest } from "./harvest.ts";
import { Ledger } from "./ledger.ts";
import { createPeople, nobody, type Person } from "./people.ts";
import { type Served, startServed } from "./served.ts";
import { shownOnce } from "./shown-once.ts";
import {
  callTools,
  type Listening,
  listen,
  openReceiver,
  operateOutside,
  readExport,
  runCommands,
  takeMails,
  visitPages,
} from "./sinks.ts";

let served: Served;
let asker: Asker;
let subjects: Subject[];
let stage: Stage;
let cast: Cast;
let few: Caller[];
let streams: Listening[];
const ledger = new Ledger();
const stack = new AsyncDisposableStack();

beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr]) {
    const spy = vi.spyOn(stream, "write");
    stack.defer(() => {
      ledger.record({ name: "standard output", text: spy.mock.calls.map(([text]) => String(text)).join("") });
      spy.mockRestore();
    });
  }
  const all = await subjectsOf(new Set());
  subjects = all.filter(({ operation }) => operation.type !== "subscription");
  served = stack.use(await startServed(ledger));
  asker = stack.use(createAsker(served.app.url, ledger, all));
  stage = { served, asker, ledger, people: createPeople(served, asker, ledger) };
});
afterAll(() => stack.disposeAsync());

describe("what accounts go through works", () => {
  test.each(Object.entries(flows))("%s", async (_, flow) => {
    await expect(flow(stage)).resolves.toBeUndefined();
  });
});

test("every procedure succeeds for somebody, and everybody with something", { timeout: 300_000 }, async () => {
  cast = await assemble(stage);
  const { ada, admin, callers, keys, scene } = cast;
  few = callers.filter(({ principal }) => [nobody.name, ada.name, admin.name].includes(principal.name));
  const receiver = stack.use(await openReceiver(ledger));
  const { id } = await asker.rest<{ id: string }>(admin, "POST /webhooks", { body: { url: receiver.url } });
  await asker.rest(admin, `POST /webhooks/${id}/rotate-secret`, { body: {} });
  streams = [await listen(served, ledger, ada), await listen(served, ledger, nobody)];

  await crawl({ asker, scene, subjects, callers });
  await crawlWithKeys({ asker, scene, subjects, callers: keys });

  const { byPath, byPrincipal } = asker.successes;
  expect(subjects.map(({ operation }) => operation.path).filter((path) => !byPath.has(path))).toEqual([]);
  expect([...callers, ...keys].map(({ principal }) => principal.name).filter((name) => !byPrincipal.has(name))).toEqual(
    [],
  );
});

test(
  "what is wrong is refused in every way there is, and what is no procedure answers too",
  { timeout: 120_000 },
  async () => {
    const { ada, admin } = cast;

    await crawlWithJunk({ asker, scene: cast.scene, subjects, callers: few, ledger });
    for (const principal of [nobody, ada, admin]) {
      await visitPages(asker, principal);
      await callTools(served, ledger, principal);
    }
    await runCommands(served, ledger, admin);
    await operateOutside(served, ledger);
    const heard = await Promise.all(streams.map((stream) => stream.close()));

    expect(heard).toEqual([expect.stringContaining('"json"'), expect.stringContaining('"json"')]);
    expect([...asker.statuses.keys()]).toEqual(
      expect.arrayContaining([400, 401, 403, 404, 405, 409, 413, 415, 422, 429]),
    );
    expect([...asker.statuses.keys()]).not.toContain(500);
  },
);

test("every sensitive column holds something to look for", async () => {
  const sensitive = Object.entries(columns).flatMap(([table, { secret, personal }]) =>
    [...listOf(secret), ...listOf(personal)].map((column) => `${table}.${column}`),
  );

  const filled = await harvest(served.app.deps, ledger);

  expect(sensitive.filter((column) => !filled.has(column))).toEqual([]);
});

test("an export has all its files", async () => {
  const names = await readExport(served, ledger, cast.ada);

  expect(names).toEqual(expect.arrayContaining(["profile.json", "sessions.json", "api-keys.json", "activity.ndjson"]));
});

test("a database that refuses to write, or to read, is a fault of ours", async () => {
  const { db } = served.app.deps;
  const ready = await prepare({ scene: cast.scene, subjects, callers: few });
  const eva = await stage.people.join("eva");
  const failed = async () => {
    const before = asker.statuses.get(500) ?? 0;
    for (const { principal, call } of ready) await asker.ask(principal, call);
    for (const [route, body] of secretsOf(eva)) await asker.rest(eva, route, { body, expect: 500 });
    return (asker.statuses.get(500) ?? 0) - before;
  };

  {
    await using _ = await refuseWrites(db);
    expect(await failed()).toBeGreaterThan(50);
  }
  {
    await using _ = await refuseReads(db);
    expect(await failed()).toBeGreaterThan(50);
  }
});

/** Calls that hold what only she knows. */
const secretsOf = ({ email, password }: Person): [route: string, body: unknown][] => [
  ["POST /auth/login", { email, password, mode: "bearer" }],
  ["POST /auth/login", { email, password, mode: "tokens" }],
  ["POST /me/password", { currentPassword: password, newPassword: `${password} again` }],
  ["POST /me/email", { email: `eva-${email}` }],
  ["POST /me/mfa", undefined],
  ["POST /me/api-keys", { name: "Key", scopes: ["account:read"] }],
];

test(
  "no secret is anywhere but where it is shown once, and nobody learns what is another's",
  { timeout: 120_000 },
  async () => {
    const { db } = served.app.deps;
    await harvest(served.app.deps, ledger);
    const people = await db.user.findMany({ select: { id: true, email: true } });
    takeMails(served, ledger, new Map(people.map(({ id, email }) => [email, id])));
    await dumpTables(db, ledger);
    await dumpJobs(db, ledger);
    await stack.disposeAsync();
    ledger.record({ name: "the log", text: served.log() });

    expect(ledger.leaks()).toEqual([]);
    expect(
      Object.keys(shownOnce).filter((path) => !ledger.kinds().some((kind) => kind.startsWith(`${path}: `))),
    ).toEqual([]);
  },
);
