// node --conditions=@tenon/source bench/account-server/main.ts null|{"concurrency":…,"queue":…,"waitMs":…}
import { buildApp } from "../../apps/server/src/app.ts";
import { createAuth } from "../../packages/auth/src/index.ts";
import { createVault } from "../../packages/core/src/vault.ts";
import { createDb } from "../../packages/db/src/index.ts";
import { openSessionNews } from "../../packages/platform/src/sessions/session-news.ts";
import { readConfig, ringOf } from "../../packages/process/src/config.ts";
import { tokenOptions } from "../../packages/process/src/token-options.ts";
import type { GateSize } from "../account-server.ts";

const config = readConfig();
const gate = JSON.parse(process.argv[2] ?? "null") as GateSize | null;
const { url } = await buildApp(config, gate === null ? {} : { auth: await authWith(gate) });
console.log(url);

/** The accounts of the server, but for the gate. */
async function authWith(size: GateSize) {
  const { database, keys, relyingParty } = config;
  const { memoryKib, passes } = config.passwords;
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const { connectTimeoutMs, poolSize } = database;
  return createAuth({
    db: createDb({ url: database.url.reveal(), poolSize }),
    throttleKeys: ringOf(keys.throttle),
    passwords: { memoryKib, passes, pepper: ringOf(keys.pepper), gate: size },
    admission: size,
    relyingParty,
    tokens: tokenOptions(config, createVault(ringOf(keys.vault))),
    news: await openSessionNews({ url: database.directUrl.reveal(), connectTimeoutMs, log }),
  });
}
