import { NodePostgresAdapter } from "@lucia-auth/adapter-postgresql";
import { Lucia } from "lucia";
import pg from "pg";
import { type Contender, person } from "../contender.ts";

/** With the adapter of its authors, as its documentation has it. */
export async function lucia(url: string): Promise<Contender> {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  await pool.query(`
    CREATE TABLE auth_user (id text PRIMARY KEY, email text);
    CREATE TABLE user_session (id text PRIMARY KEY, expires_at timestamptz NOT NULL, user_id text NOT NULL REFERENCES auth_user);
    INSERT INTO auth_user VALUES ('ada', '${person.email}')`);
  const auth = new Lucia(new NodePostgresAdapter(pool, { user: "auth_user", session: "user_session" }));
  const { id } = await auth.createSession("ada", {});
  const header = auth.createSessionCookie(id).serialize();
  return {
    name: "lucia by the book, looked up",
    revocation: "at once",
    check: () => auth.validateSession(auth.readSessionCookie(header) ?? ""),
    close: () => pool.end(),
  };
}
