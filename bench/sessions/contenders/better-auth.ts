import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import pg from "pg";
import { type Contender, person } from "../contender.ts";

/** With its defaults, or with the cookie cache that its documentation recommends for speed. */
export async function better({ url, isCached }: { url: string; isCached: boolean }): Promise<Contender> {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  const options = {
    database: pool,
    baseURL: "http://localhost:3000",
    secret: "a secret of at least 32 characters",
    emailAndPassword: { enabled: true },
    session: { cookieCache: { enabled: isCached, maxAge: 5 * 60 } },
    telemetry: { enabled: false },
  };
  const { runMigrations } = await getMigrations(options);
  await runMigrations();
  const auth = betterAuth(options);
  const email = `${isCached}-${person.email}`;
  const answer = await auth.api.signUpEmail({ body: { ...person, email }, asResponse: true });
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const headers = new Headers({ cookie });
  return {
    name: `Better Auth, ${isCached ? "from its cookie cache" : "looked up"}`,
    revocation: isCached ? "up to 5 minutes later" : "at once",
    check: () => auth.api.getSession({ headers }),
    close: () => pool.end(),
  };
}
