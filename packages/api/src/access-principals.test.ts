import { AppError } from "@tenon/contract/app-error";
import type { Reason } from "@tenon/contract/errors";
import { type Permission, permissions } from "@tenon/contract/permissions";
import { actorOf } from "@tenon/core/access";
import type { Actor, Ctx, UserCtx } from "@tenon/core/ctx";
import { testSession } from "@tenon/core/testing";
import { impersonateUser } from "@tenon/core/users";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Outcome, outcomeOf, procedures } from "./access/procedures.fixture.ts";
import { fresh, principals, type Scene, setScene } from "./access/scene.fixture.ts";
import { table } from "./access/table.fixture.ts";
import type { Caller } from "./context.ts";
import { callerOf } from "./testing.ts";

const outcomeFor = (path: string, principal: (typeof principals)[number]): Outcome =>
  table[path]!.outcomes[principals.indexOf(principal)]!;

let scene: Scene;
beforeAll(async () => {
  scene = await setScene();
});
afterAll(() => scene[Symbol.asyncDispose]());

/** Whoever calls with a token, looked up for each call as a server does. */
function bearer({ auth }: Ctx, token: string): Caller {
  let known: Actor = { kind: "anonymous" };
  return {
    get known() {
      return known;
    },
    async identify() {
      const isKey = token.startsWith("ak_");
      const principal = isKey ? await auth.apiKeys.validate(token, undefined) : await auth.sessions.validate(token);
      if (!principal) throw new AppError("UNAUTHENTICATED");
      known = actorOf(principal);
      return known;
    },
  };
}

const outcomeWith = (path: string, caller: Caller, input: unknown): Promise<Outcome> =>
  outcomeOf(path, callerOf(scene.anonymous, { caller }), input);

const inputFor = (path: string): unknown => table[path]!.input?.(scene);

/** An administrator's key: they have every permission, so that what it is refused is for want of a scope. */
async function keyOf({ auth, db, actor }: UserCtx, scopes: Permission[]): Promise<string> {
  const key = { ownerId: actor.id, name: "Key", scopes, aal: 1, expiresAt: null } as const;
  return (await auth.apiKeys.create(db, { ...key, allowedIps: [] })).secret;
}

describe.each(permissions.map((scope) => [scope]))("a key with the scope %s", (scope) => {
  test("reaches what names it and what is public, and nothing else", async () => {
    const caller = bearer(scene.anonymous, await keyOf(scene.admin, [scope]));
    const faults: string[] = [];
    for (const { path, meta } of procedures) {
      const isNamed = meta.access === scope || `${meta.access}:any` === scope;
      const outcome = await outcomeWith(path, caller, isNamed ? await inputFor(path) : undefined);
      const isRefused = outcome === "SCOPE_MISSING";
      // Over others' rows a key without `:any` is as somebody else; what is fresh no key is.
      const allowed: Outcome[] = meta.fresh
        ? ["SUDO_REQUIRED"]
        : [outcomeFor(path, "other"), outcomeFor(path, "admin"), "FORBIDDEN", "TOO_MANY_STREAMS"];
      if (isNamed ? !allowed.includes(outcome) : isRefused !== (meta.access !== "public"))
        faults.push(`${path}: ${outcome}`);
    }

    expect(faults).toEqual([]);
  });
});

/** Public procedures that look at who calls; the others do as for nobody, or take a token that does not hold for none. */
const looksAtCaller = ({ path, meta }: (typeof procedures)[number]): boolean =>
  meta.access !== "public" ||
  ((meta.rest as { security?: unknown } | undefined)?.security === "optional" && !path.startsWith("auth."));

test("a barred account's session is nobody's, on every procedure", async () => {
  const { actor } = await scene.world.as(fresh("barred"));
  const { token } = await testSession(scene.anonymous, actor.id);
  await scene.world.db.user.update({ where: { id: actor.id }, data: { status: "disabled" } });

  const refused = await pathsThatSay("UNAUTHENTICATED", token);

  expect(refused).toEqual(
    procedures
      .filter(looksAtCaller)
      .map(({ path }) => path)
      .toSorted(),
  );
});

test("a lock after wrong passwords bars nobody who has signed in, on any procedure", async () => {
  const { actor, auth } = await scene.world.as(fresh("locked"));
  const { token } = await testSession(scene.anonymous, actor.id);
  const account = `${actor.username}@example.com`;
  for (let guess = 0; guess < 5; guess += 1) await auth.throttle.reserve(account);
  await auth.throttle.fail(account);

  expect(await pathsThatSay("UNAUTHENTICATED", token)).toEqual([]);
  expect(await auth.throttle.lockOf(account)).toBe("forAWhile");
});

/** What an administrator must not do in somebody's name: what concerns the account itself. */
const forOwnersAlone = [
  "auth.reauthenticate",
  "me.apiKeys.revoke",
  "me.changePassword",
  "me.sessions.revoke",
  ...procedures.filter(({ meta }) => meta.fresh && meta.access === "user").map(({ path }) => path),
];

test("an administrator in a user's place does what the user may, but for what is the owner's alone", async () => {
  const { actor } = await scene.world.as(fresh("lent"));
  const denied: string[] = [];
  for (const { path } of procedures) {
    const { token } = await impersonateUser(scene.admin, { id: actor.id });
    const reason = await outcomeWith(path, bearer(scene.anonymous, token), await inputFor(path));
    if (reason === "IMPERSONATION_DENIED") denied.push(path);
    else if (reason === "UNAUTHENTICATED") denied.push(`${path}: ${reason}`);
  }

  expect(denied).toEqual(expect.arrayContaining(forOwnersAlone));
});

/** What needs no input and leaves no session, so that it comes last. */
const endings = ["me.delete", "auth.logout"];

/** Called with a wrong input, so that little happens: whoever is refused is refused before it is looked at. */
async function pathsThatSay(reason: Reason, token: string): Promise<string[]> {
  const said: string[] = [];
  for (const { path } of procedures.toSorted((a, b) => endings.indexOf(a.path) - endings.indexOf(b.path)))
    if ((await outcomeWith(path, bearer(scene.anonymous, token), { unknownField: true })) === reason) said.push(path);
  return said.toSorted();
}
