import { createSeals } from "@tenon/core/audit/seals";
import type { Deps } from "@tenon/core/ctx";
import { createCursors } from "@tenon/core/cursors";
import { createEventFeed } from "@tenon/core/events/feed";
import { jobDefinitions } from "@tenon/core/jobs/registry";
import { createLinks } from "@tenon/core/mail/links";
import { createStreams } from "@tenon/core/streams";
import { createVault } from "@tenon/core/vault";
import { createDb, type Db, warmDb } from "@tenon/db";
import { migrate } from "@tenon/db/migrate";
import { startBoss } from "@tenon/platform/jobs/boss";
import { createJobQueue } from "@tenon/platform/jobs/queue";
import { ensureQueues } from "@tenon/platform/jobs/queues";
import { startWorker } from "@tenon/platform/jobs/worker";
import { createLog } from "@tenon/platform/log";
import { createWebhookSender } from "@tenon/platform/webhooks/sender";
import { type Config, ringOf } from "./config.ts";
import { migrationsDir } from "./migrations-dir.ts";
import { type NodePorts, openNodePorts } from "./node-ports.ts";
import { openAuth } from "./open-auth.ts";
import { openFederation } from "./open-federation.ts";
import { openFiles } from "./open-files.ts";
import { openMailer } from "./open-mailer.ts";

export type OpenOptions = {
  /** The stack closes what is opened, in reverse. */
  stack: AsyncDisposableStack;
  /** Whether jobs are run here, besides being added. */
  runsJobs: boolean;
  /** Replacements, for tests. */
  overrides?: Partial<Deps> | undefined;
};

/** With what is told of Redis, where there is one. */
export type OpenedDeps = Deps & Pick<NodePorts, "isRedisUp">;

/** Opens what every process has: the log, the database with its migrations, the job queue and the rest of the domain's ports. */
export async function openProcess(config: Config, { stack, runsJobs, overrides }: OpenOptions): Promise<OpenedDeps> {
  const log = overrides?.log ?? stack.adopt(await createLog(config.log), (opened) => opened.flush());
  const db = overrides?.db ?? openDb(config, { stack, log });
  if (config.database.migrateOnStart) {
    const url = config.database.directUrl.reveal();
    await migrate({ url, dir: migrationsDir, onApply: (migration) => log.info({ migration }, "migration applied") });
  }
  await warmDb(db);

  const boss = stack.adopt(await startBoss({ db, log, isWorker: runsJobs }), (started) => started.stop());
  await ensureQueues(boss, db, jobDefinitions);
  const { isRedisUp, ...ports } = await openNodePorts(config, { stack, log, overrides });
  const { keys } = config;
  const vault = createVault(ringOf(keys.vault));
  const auth = overrides?.auth ?? (await openAuth(config, { stack, db, log, vault }));
  const { signals } = ports;
  const deps: OpenedDeps = {
    db,
    log,
    auth,
    federation: openFederation(config),
    mailer: overrides?.mailer ?? openMailer(config, { stack, log }),
    links: createLinks({ ...config.mail.links, keys: ringOf(keys.unsubscribe) }),
    digestMs: config.mail.digestMs,
    cursors: createCursors(ringOf(keys.cursors)),
    files: overrides?.files ?? (await openFiles(config, stack)),
    jobs: createJobQueue({ boss, db, definitions: jobDefinitions }),
    ...ports,
    feed: createEventFeed({ db, signals, log }),
    streams: stack.use(createStreams({ auth, log, limits: config.streams })),
    seals: createSeals(ringOf(keys.audit)),
    ...config.retention,
    vault,
    webhooks: createWebhookSender({ allowPrivate: config.webhooks.allowPrivate, requireHttps: config.isProduction }),
    mfaRoles: new Set(config.mfaRoles),
    now: () => new Date(),
    isRedisUp,
    ...overrides,
  };
  if (runsJobs) {
    const { stopTimeoutMs } = config.jobs;
    stack.defer(await startWorker({ boss, deps, definitions: jobDefinitions, stopTimeoutMs }));
  }
  return deps;
}

function openDb(config: Config, { stack, log }: Pick<OpenOptions, "stack"> & Pick<Deps, "log">): Db {
  const { url, poolSize, connectTimeoutMs, statementTimeoutMs } = config.database;
  const onPoolError = (error: Error) => log.warn({ err: error }, "database connection lost");
  const options = { url: url.reveal(), poolSize, connectTimeoutMs, statementTimeoutMs, onPoolError };
  return stack.adopt(createDb(options), (opened) => opened.$disconnect());
}
