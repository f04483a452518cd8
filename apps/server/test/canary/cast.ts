import type { Scene } from "@tenon/api/access/scene";
import type { Permission, Role } from "@tenon/contract/permissions";
import type { Caller } from "./crawl.ts";
import type { Stage } from "./flows.ts";
import { allScopes, nobody, type Person, stale } from "./people.ts";

export type Cast = {
  scene: Scene;
  ada: Person;
  admin: Person;
  callers: Caller[];
  /** A key of each scope, an administrator's: what it is refused is for want of a scope. */
  keys: Caller[];
};

/** Everybody who may call. */
export async function assemble({ people, served, asker }: Stage): Promise<Cast> {
  const { db, auth } = served.app.deps;
  const [ada, bob] = [await people.join("ada"), await people.join("bob")];
  const [editor, admin] = [await people.join("editor", "editor"), await people.join("admin", "admin")];
  const [lent, owing] = [await people.join("lent"), await people.join("owing")];
  const [barred, locked] = [await people.join("barred"), await people.join("locked")];
  await db.user.update({ where: { id: owing.account }, data: { mfaRequired: true } });
  await db.user.update({ where: { id: barred.account }, data: { status: "disabled" } });
  for (let guess = 0; guess < 5; guess += 1) await auth.throttle.reserve(locked.email);
  await auth.throttle.fail(locked.email);

  const asSomebody = (person: Person, role?: Role): Caller => ({
    principal: person,
    standIn: async () => ({ ...(await people.newcomer(role)), name: person.name }),
  });
  const inHerPlace = async () => ({
    ...(await people.sessionOf(lent, admin.account)),
    name: "an administrator as her",
  });
  const guest = { name: "ada before", headers: ada.from };
  const login = (mode: string) => ({ body: { email: ada.email, password: ada.password, mode } });
  const { cookies } = await asker.rest<{ cookies: string[] }>(guest, "POST /auth/login", login("cookie"));
  const tokens = await asker.rest<{ accessToken: string }>(guest, "POST /auth/login", login("tokens"));
  const byAccessToken = { ...ada.from, authorization: `Bearer ${tokens.accessToken}` };
  const cookie = cookies.map((one) => one.split(";")[0]).join("; ");
  return {
    scene: people.sceneOf({ owner: ada, other: bob, editor, admin }),
    ada,
    admin,
    callers: [
      { principal: nobody },
      { principal: stale, only: "tRPC" },
      asSomebody(ada),
      { ...asSomebody({ ...ada, name: "ada by cookie", headers: { ...ada.from, cookie } }), only: "REST" },
      { ...asSomebody({ ...ada, name: "ada by access token", headers: byAccessToken }), only: "tRPC" },
      asSomebody({ ...bob, name: "another" }),
      asSomebody(editor, "editor"),
      asSomebody(admin, "admin"),
      { principal: await inHerPlace(), standIn: inHerPlace },
      { principal: { ...owing, name: "who owes a second factor" }, only: "REST" },
      { principal: { ...barred, name: "a barred account" }, only: "REST" },
      { ...asSomebody({ ...locked, name: "a locked account" }), only: "REST" },
    ],
    keys: await Promise.all(
      allScopes.map(async (scope: Permission) => ({ principal: await people.keyOf(admin, [scope]) })),
    ),
  };
}
