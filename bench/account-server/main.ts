// node --conditions=@tenon/source bench/account-server/main.ts null|{"concurrency":…,"queue":…,"waitMs":…}
import { buildApp } from "../../apps/server/src/app.ts";
import { createAuth } from "../../packages/auth/src/index.ts";
import { createDb } from "../../packages/db/src/index.ts";
import { readConfig } from "../../packages/process/src/config.ts";
import type { GateSize } from "../account-server.ts";

const config = readConfig();
const gate = JSON.parse(process.argv[2] ?? "null") as GateSize | null;
const { url } = await buildApp(config, gate === null ? {} : { auth: authWith(gate) });
console.log(url);

/** The accounts of the server, but for the gate. */
function authWith(size: GateSize) {
  const db = createDb({ url: config.database.url.reveal(), poolSize: config.database.poolSize });
  const passwords = { ...config.passwords, gate: size };
  return createAuth({ db, secret: config.keys.throttle.reveal(), passwords, admission: size });
}
