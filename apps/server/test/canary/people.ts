import { randomUUID } from "node:crypto";
import type { Scene } from "@tenon/api/access/scene";
import { type Permission, permissions, type Role } from "@tenon/contract/permissions";
import type { Ctx, UserCtx } from "@tenon/core/ctx";
import { testActor, testSession } from "@tenon/core/testing";
import type { Asker, Principal } from "./ask.ts";
import type { Ledger } from "./ledger.ts";
import { random, type Served } from "./served.ts";

/** Somebody with a password, an address, a network and a browser that nobody else has. */
export type Person = Principal & {
  account: string;
  username: string;
  email: string;
  password: string;
  token: string;
  /** Without the token. */
  from: Record<string, string>;
};

export type People = {
  join: (username: string, role?: Role) => Promise<Person>;
  /** Somebody with a session and without anything else. */
  newcomer: (role?: Role) => Promise<Principal>;
  /** One more session of an account, or of another administrator's in its place. */
  sessionOf: (person: Person, actorId?: string) => Promise<Principal>;
  keyOf: (person: Person, scopes: Permission[]) => Promise<Principal>;
  /** Where procedures are called with inputs that somebody has made for them. */
  sceneOf: (cast: Record<"owner" | "other" | "editor" | "admin", Person>) => Scene;
};

export function createPeople({ app }: Served, { rest }: Asker, ledger: Ledger): People {
  const { db, auth } = app.deps;
  let networks = 100;
  const ctx: Ctx = {
    ...app.deps,
    actor: { kind: "anonymous" },
    requestId: "canary",
    signal: new AbortController().signal,
    client: {},
  };
  const bearer = (token: string, from: Record<string, string>) => ({ ...from, authorization: `Bearer ${token}` });

  const join: People["join"] = async (username, role = "user") => {
    networks += 1;
    const from = { "x-forwarded-for": `198.51.100.${networks}`, "user-agent": `Browser/${random()}` };
    const [email, password] = [`${username}-${random()}@example.org`, `a password ${random()}`];
    ledger.keep(`a password`, password);
    const guest: Principal = { name: `${username} before`, headers: from };
    const body = { email, password, name: username, username, mode: "bearer" };
    const { user, token } = await rest<{ user: { id: string }; token: string }>(guest, "POST /auth/register", { body });
    for (const value of [email, from["x-forwarded-for"], from["user-agent"]])
      ledger.keep(`the address, network or browser of somebody`, value, user.id);
    if (role !== "user") await db.user.update({ where: { id: user.id }, data: { role } });
    const headers = bearer(token, from);
    const isAdmin = role === "admin";
    return { name: username, account: user.id, username, email, password, token, from, headers, isAdmin };
  };

  const signUp = async (username: string, role: Role = "user"): Promise<UserCtx> => {
    const email = `${username}-${random()}@example.com`;
    const user = await db.user.create({ data: { username, role, email, emailNormalized: email, name: username } });
    return { ...ctx, actor: testActor(user, role) };
  };

  return {
    join,
    async newcomer(role = "user") {
      const { actor } = await signUp(`newcomer-${random()}`, role);
      const { token } = await testSession(ctx, actor.id);
      return { name: actor.username, account: actor.id, isAdmin: role === "admin", headers: bearer(token, {}) };
    },
    async sessionOf(person, actorId) {
      const origin = { ip: person.from["x-forwarded-for"], userAgent: person.from["user-agent"] };
      const kind = actorId === undefined ? {} : { kind: "impersonation", actorId };
      const { token } = await testSession(ctx, person.account, { ...origin, ...kind } as Parameters<
        typeof testSession
      >[2]);
      ledger.keep("a session's token", token);
      return { ...person, headers: bearer(token, person.from) };
    },
    async keyOf({ from, ...person }, scopes) {
      const key = { ownerId: person.account, name: "Key", scopes, aal: 1, expiresAt: null, allowedIps: [] } as const;
      const { secret } = await auth.apiKeys.create(db, { ...key, scopes, allowedIps: [] });
      ledger.keep("an API key", secret);
      return { ...person, name: `a key of ${scopes.join(" ")}`, headers: bearer(secret, from) };
    },
    sceneOf(cast) {
      const made = new Map<string, Promise<UserCtx>>();
      const as = (username: string, role: Role = "user") => {
        const known = made.get(username) ?? signUp(username, role);
        made.set(username, known);
        return known;
      };
      const acting = (person: Person, role: Role): UserCtx => ({
        ...ctx,
        actor: testActor({ id: person.account, username: person.username }, role),
      });
      const world = {
        db,
        jobs: [],
        url: "",
        anonymous: ctx,
        as,
        [Symbol.asyncDispose]: () => Promise.resolve(),
      };
      return {
        world,
        anonymous: ctx,
        owner: acting(cast.owner, "user"),
        other: acting(cast.other, "user"),
        editor: acting(cast.editor, "editor"),
        admin: acting(cast.admin, "admin"),
        [Symbol.asyncDispose]: () => Promise.resolve(),
      };
    },
  };
}

/** One that has ended, or never was. */
export const stale: Principal = {
  name: "a stale token",
  headers: { authorization: `Bearer ss_${randomUUID()}-stale` },
};
export const nobody: Principal = { name: "nobody", headers: {} };
export const allScopes = permissions;
