import type { App } from "./app.ts";
import { seedDemo } from "./seed/seed.ts";

/** Greets a developer: fills an embedded database on its first start, then says what is where and what to try. */
export async function welcome({ url, deps }: App, { isEmbedded }: { isEmbedded: boolean }): Promise<void> {
  const admin = isEmbedded ? await seedDemo(deps) : undefined;
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
          "",
        ]
      : []),
    "  Three things to try:",
    `    curl "${url}/api/v1/posts?limit=3&search=database"`,
    `    curl ${url}/api/v1/auth/register -H 'content-type: application/json' \\`,
    `      -d '{"email":"you@example.org","name":"You","password":"correct horse battery","mode":"bearer"}'`,
    `    npm run tenon -- posts list --url ${url}`,
    "",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
