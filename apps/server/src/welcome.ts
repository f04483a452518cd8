import type { App } from "./app.ts";
import { seedDemo } from "./seed/seed.ts";

export type WelcomeOptions = {
  /** The database is the embedded one: on its first start it gets the demo. */
  isEmbedded: boolean;
  /** Restarted again and again: a line is enough. @default false */
  isBrief?: boolean;
};

/** Greets a developer: says what is where and what to try. */
export async function welcome({ url, deps }: App, { isEmbedded, isBrief = false }: WelcomeOptions): Promise<void> {
  const admin = isEmbedded ? await seedDemo(deps) : undefined;
  if (isBrief && !admin) return void process.stdout.write(`Tenon is running at ${url}\n`);
  const lines = [
    "",
    `  Tenon is running at ${url}`,
    `    tRPC   ${url}/trpc`,
    `    REST   ${url}/api/v1     described by ${url}/openapi.json`,
    "",
    ...(admin
      ? [
          "  The database has a demo in it. Its administrator, told this once:",
          `    ${admin.email}   ${admin.password}`,
          "  Lost the password? npm run db:reset && npm run db:seed make a new demo.",
          "",
        ]
      : []),
    "  Three things to try:",
    `    curl "${url}/api/v1/posts?limit=3&search=database"`,
    `    curl ${url}/api/v1/auth/register -H 'content-type: application/json' \\`,
    `      -d '{"email":"you@example.org","name":"Hopper","password":"correct horse battery","mode":"bearer"}'`,
    `    npm run tenon -- posts list --url ${url}`,
    "",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
