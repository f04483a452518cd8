import { type Auth, type BreachList, createAuth, createHibp, openBreachFile } from "@tenon/auth";
import type { Log } from "@tenon/core/ctx";
import type { Vault } from "@tenon/core/vault";
import type { Db } from "@tenon/db";
import { openSessionNews } from "@tenon/platform/sessions/session-news";
import { type Config, ConfigError, ringOf } from "./config.ts";
import { leastMemoryKib } from "./production-faults.ts";
import { tokenOptions } from "./token-options.ts";

type Options = { stack: AsyncDisposableStack; log: Log; db: Db; vault: Vault };

/** Quicker than this, hashes protect little; slower, sign-ins wait. */
const soundMs = { least: 10, most: 250 };

/**
 * Opens what knows about credentials, with a connection of its own, by which it hears what other nodes do to sessions. Throws
 * ConfigError where the breach file is none.
 */
export async function openAuth(config: Config, { stack, log, db, vault }: Options): Promise<Auth> {
  const { database, sessions, passwords: settings, relyingParty, keys } = config;
  const { memoryKib, passes, policy } = settings;
  const passwords = {
    memoryKib,
    passes,
    pepper: ringOf(keys.pepper),
    onUnknownPepper: (keyId: string) =>
      log.warn({ keyId }, "a password hash needs an earlier APP_SECRET: its owner has to reset the password by mail"),
    policy: { ...policy, breached: await openBreachLists(settings, { stack, log }) },
  };
  const { connectTimeoutMs } = database;
  const opened = await openSessionNews({ url: database.directUrl.reveal(), connectTimeoutMs, log });
  const { engine, ...lifetimes } = sessions;
  const auth = stack.use(
    createAuth({
      db,
      throttleKeys: ringOf(keys.throttle),
      engine,
      lifetimes,
      passwords,
      relyingParty,
      tokens: tokenOptions(config, vault),
      news: stack.adopt(opened, (listening) => listening.close()),
      keyLabel: config.isProduction ? "live" : "test",
      onError: (err) => log.warn({ err }, "when sessions were last seen could not be written"),
    }),
  );
  // Of what costs less on purpose nothing is to be told: production refuses it.
  if (memoryKib >= leastMemoryKib) void warnOfCost(auth.passwords, log);
  return auth;
}

async function openBreachLists(
  { breachFile, asksHibp }: Config["passwords"],
  { stack, log }: Pick<Options, "stack" | "log">,
): Promise<BreachList[]> {
  const lists: BreachList[] = [];
  if (breachFile !== undefined) {
    const opened = await openBreachFile(breachFile).catch((error: unknown) => {
      throw new ConfigError([`PASSWORD_BREACH_FILE: ${error instanceof Error ? error.message : String(error)}`]);
    });
    lists.push(stack.adopt(opened, (list) => list.close()));
  }
  if (asksHibp) lists.push(createHibp({ onFailure: (err) => log.warn({ err }, "Have I Been Pwned did not answer") }));
  return lists;
}

/** Beside the start, which does not wait for it. */
export async function warnOfCost(passwords: Pick<Auth["passwords"], "measure">, log: Pick<Log, "warn">): Promise<void> {
  const ms = Math.round((await passwords.measure()) * 10) / 10;
  if (ms < soundMs.least)
    log.warn({ ms }, "a password is hashed in less than 10 ms: raise ARGON2_MEMORY_KIB or ARGON2_PASSES");
  if (ms > soundMs.most) log.warn({ ms }, "a password takes more than 250 ms to hash: sign-ins will queue");
}
