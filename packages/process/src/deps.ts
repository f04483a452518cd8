import { createAuth } from "@tenon/auth";
import type { Deps } from "@tenon/core/ctx";
import { createCursors } from "@tenon/core/cursors";
import { createDb } from "@tenon/db";
import { createLog } from "@tenon/platform/log";
import { createMemoryLimiter } from "@tenon/platform/memory-limiter";
import type { Config } from "./config.ts";

/** Opens what the domain needs from outside; the stack closes it in reverse. Tests pass replacements. */
export async function openDeps(
  config: Config,
  stack: AsyncDisposableStack,
  overrides: Partial<Deps> = {},
): Promise<Deps> {
  const log = overrides.log ?? stack.adopt(await createLog(config.log), (opened) => opened.flush());
  const { url, poolSize, connectTimeoutMs, statementTimeoutMs } = config.database;
  const openDb = () => {
    const onPoolError = (error: Error) => log.warn({ err: error }, "database connection lost");
    const options = { url: url.reveal(), poolSize, connectTimeoutMs, statementTimeoutMs, onPoolError };
    return stack.adopt(createDb(options), (opened) => opened.$disconnect());
  };
  const db = overrides.db ?? openDb();
  const { sessions: lifetimes, passwords, keys } = config;
  return {
    db,
    log,
    auth: createAuth({ db, secret: keys.throttle.reveal(), lifetimes, passwords }),
    limiter: createMemoryLimiter(config.limits),
    cursors: createCursors(keys.cursors.reveal()),
    now: () => new Date(),
    ...overrides,
  };
}
