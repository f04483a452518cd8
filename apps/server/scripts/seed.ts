// `pnpm db:seed`: the demo, into the database of DATABASE_URL or the embedded one. Does nothing where there are users.
import { join } from "node:path";
import { createVault } from "@tenon/core/vault";
import { createDb } from "@tenon/db";
import { migrate } from "@tenon/db/migrate";
import { readConfig, ringOf } from "@tenon/process/config";
import { migrationsDir } from "@tenon/process/migrations-dir";
import { openAuth } from "@tenon/process/open-auth";
import { seedDemo } from "../src/seed/seed.ts";

const { startPostgres } = await import("@tenon/db/dev");
const isEmbedded = !process.env["DATABASE_URL"];
const nodeEnv = process.env["NODE_ENV"];
if (nodeEnv === "production") {
  console.error(
    "The demo has accounts of its own and is not for production. The first administrator: pnpm ops admin create",
  );
  process.exit(1);
}
await using stack = new AsyncDisposableStack();
const dataDir = join(import.meta.dirname, "../../../.tenon/postgres");
const postgres = isEmbedded
  ? stack.adopt(await startPostgres({ dataDir, nodeEnv }), (started) => started.stop())
  : undefined;

const config = readConfig({ ...process.env, ...(postgres && { DATABASE_URL: postgres.url }) });
await migrate({ url: config.database.directUrl.reveal(), dir: migrationsDir });
const db = stack.adopt(createDb({ url: config.database.url.reveal() }), (opened) => opened.$disconnect());
const admin = await seedDemo({
  db,
  auth: await openAuth(config, { stack, db, log: console, vault: createVault(ringOf(config.keys.vault)) }),
});
console.log(
  admin
    ? `The demo is there. Its administrator: ${admin.email}   ${admin.password}`
    : "There are users already; nothing was changed.",
);
