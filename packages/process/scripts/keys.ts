// `pnpm keys [--reseal]`: which rows of DATABASE_URL, else of the embedded database, need which secret.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { resealAll } from "@tenon/core/keys/reseal";
import { keyUsage } from "@tenon/core/keys/usage";
import { createVault } from "@tenon/core/vault";
import { createDb } from "@tenon/db";
import { startPostgres } from "@tenon/db/dev";
import { readConfig, ringOf } from "../src/config.ts";
import { keyReport } from "../src/key-report.ts";

const { values } = parseArgs({ options: { reseal: { type: "boolean" } } });
await using stack = new AsyncDisposableStack();
const dataDir = join(import.meta.dirname, "../../../.tenon/postgres");
const embedded = process.env["DATABASE_URL"]
  ? undefined
  : stack.adopt(await startPostgres({ dataDir, nodeEnv: process.env["NODE_ENV"] }), (started) => started.stop());

const { database, keys } = readConfig({ ...process.env, ...(embedded && { DATABASE_URL: embedded.url }) });
const db = stack.adopt(createDb({ url: database.url.reveal() }), (opened) => opened.$disconnect());
const rings = { vault: ringOf(keys.vault), "password-pepper": ringOf(keys.pepper), audit: ringOf(keys.audit) };
const warn = (fields: object, message: string) => console.warn(message, fields);
const log = { debug() {}, info() {}, warn, error: warn };

if (values.reseal) console.log(`Sealed anew: ${await resealAll({ db, log, vault: createVault(rings.vault) })}`);
for (const line of keyReport(await keyUsage({ db }), rings)) console.log(line);
