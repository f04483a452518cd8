import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Deps } from "@tenon/core/ctx";
import { devicePath, unsubscribePath } from "@tenon/core/mail/links";
import { migrationNames, pendingMigrations } from "@tenon/db/migrate";
import type { Config } from "@tenon/process/config";
import { migrationsDir } from "@tenon/process/migrations-dir";
import { openProcess } from "@tenon/process/open";
import { drain } from "./drain.ts";
import { accountPath, createAccountMount } from "./http/account/mount.ts";
import { withConduit } from "./http/conduit.ts";
import { createContextFactory } from "./http/context.ts";
import { createDeviceMount } from "./http/device/mount.ts";
import { referenceBundle } from "./http/docs/assets.ts";
import { createDocsMounts } from "./http/docs/mount.ts";
import { createUploadMount, uploadPath, withExportContent, withFileContent } from "./http/files/mounts.ts";
import { getOnly } from "./http/get-only.ts";
import { createHealth, type Health } from "./http/health.ts";
import { createInboxMount, inboxPath } from "./http/inbox.ts";
import { createMailPreview, previewPath } from "./http/mail/preview.ts";
import { createUnsubscribeMount } from "./http/mail/unsubscribe.ts";
import { createMcpMount, mcpPath } from "./http/mcp.ts";
import { createOAuthMounts } from "./http/oauth/mounts.ts";
import { serveProblemPages } from "./http/problems/mount.ts";
import { problemsPath } from "./http/problems/type.ts";
import { restDocument } from "./http/rest-document.ts";
import { createRestMount, restPath } from "./http/rest.ts";
import { serveJson } from "./http/serve-json.ts";
import { createHttpServer, type Mounts } from "./http/server.ts";
import { createSecondFactorMount, secondFactorPath } from "./http/sign-in/mount.ts";
import { serveSockets } from "./http/sockets.ts";
import { createTrpcMount } from "./http/trpc.ts";
import { createWellKnownMounts } from "./http/well-known.ts";
import { version } from "./version.ts";

export type App = {
  url: string;
  /** Whether `/docs` is there. */
  hasDocs: boolean;
  /** Whether `/dev/mail` is there. */
  hasMailPreview: boolean;
  deps: Deps;
  server: Server;
  /** Says "not ready", waits, lets every request finish, closes everything; the reverse of the start. */
  close: () => Promise<void>;
};

/** What the process is made of, in the order in which it is made. Tests pass replacements. */
export async function buildApp(config: Config, overrides?: Partial<Deps>): Promise<App> {
  await using stack = new AsyncDisposableStack();
  const deps = await openProcess(config, { stack, runsJobs: config.jobs.isInline, overrides });

  const health: Health = { isDraining: false, checks: { database: databaseCheck(deps) }, isRedisUp: deps.isRedisUp };
  const stopping = new AbortController();
  const server = await createServer({ config, deps, health, stop: stopping.signal });
  await listen(server, config);
  stack.defer(async () => {
    health.isDraining = true;
    await sleep(config.shutdown.delayMs);
    stopping.abort();
    const timeoutMs = config.shutdown.timeoutMs - config.shutdown.delayMs - 1000;
    await drain(server, { graceMs: config.isProduction || config.shutdown.delayMs > 0 ? 1000 : 100, timeoutMs });
  });

  const { port } = server.address() as AddressInfo;
  const resources = stack.move();
  const hasDocs = config.http.hasDocs && referenceBundle !== undefined;
  const { hasPreview: hasMailPreview } = config.mail;
  const url = `http://localhost:${port}`;
  return { url, hasDocs, hasMailPreview, deps, server, close: () => resources.disposeAsync() };
}

type Parts = { config: Config; deps: Deps; health: Health; /** Aborted when streams are to end. */ stop: AbortSignal };

async function createServer({ config, deps, health: state, stop }: Parts): Promise<Server> {
  const contextFactory = createContextFactory(deps, config);
  const mount = { config, contextFactory, log: deps.log };
  const health = createHealth(state);
  const rest = await createRestMount({ ...mount, stop });
  const docs = config.http.hasDocs && referenceBundle !== undefined ? createDocsMounts(referenceBundle) : {};
  const hasMcp = config.mcp !== "off";
  const links = {
    trpc: "/trpc",
    rest: restPath,
    openapi: "/openapi.json",
    ...(docs["/docs"] && { docs: "/docs" }),
    problems: problemsPath,
    ...(hasMcp && { mcp: mcpPath }),
    ...(config.mail.hasPreview && { mail: previewPath }),
    health: "/health/ready",
  };
  const index = getOnly(serveJson(() => Promise.resolve({ name: "Tenon", version, links })));
  const calls = { contextFactory, log: deps.log };
  const { federation } = deps;
  const hasPasskeys = config.relyingParty.origins.includes(new URL(config.federation.publicUrl).origin);
  const mounts = {
    "/": index,
    "/trpc": index,
    "/trpc/": createTrpcMount({ ...mount, stop }),
    [restPath]: index,
    [`${restPath}/`]: withExportContent(withFileContent(rest.handle, calls), calls),
    [uploadPath]: createUploadMount(calls),
    ...(hasMcp && { [mcpPath]: createMcpMount(mount) }),
    ...createWellKnownMounts(deps),
    [devicePath]: createDeviceMount({ ...calls, hasPasskeys }),
    ...createOAuthMounts({ contextFactory, federation, hasPasskeys }),
    [secondFactorPath]: createSecondFactorMount({ ...calls, federation, hasPasskeys }),
    [inboxPath]: createInboxMount({ config, deps }),
    "/openapi.json": getOnly(serveJson(restDocument)),
    [problemsPath]: getOnly(serveProblemPages),
    [`${problemsPath}/`]: getOnly(serveProblemPages),
    ...Object.fromEntries(Object.entries(docs).map(([path, handler]) => [path, getOnly(handler)])),
    [accountPath]: createAccountMount({ ...calls, passwordMin: config.passwords.policy.minLength }),
    [unsubscribePath]: createUnsubscribeMount(deps),
    ...previewMounts({ config, deps }),
    "/health/live": getOnly(health.live),
    "/health/ready": getOnly(health.ready),
  };
  const all = await withConduit(mounts, { config, deps });
  const server = createHttpServer({ config, mounts: all, log: deps.log, isDraining: () => state.isDraining });
  if (!config.conduit.isAlone) serveSockets(server, { config, deps, stop });
  return server;
}

function previewMounts({ config, deps }: Pick<Parts, "config" | "deps">): Mounts {
  if (!config.mail.hasPreview) return {};
  const preview = getOnly(createMailPreview(deps.mailer));
  return { [previewPath]: preview, [`${previewPath}/`]: preview };
}

/** The database answers, and has every migration that this version needs. */
function databaseCheck({ db }: Deps): () => Promise<void> {
  const names = migrationNames(migrationsDir);
  return async () => {
    const pending = await pendingMigrations(db, names);
    if (pending.length > 0) throw new Error(`pending migrations: ${pending.join(", ")}`);
  };
}

async function listen(server: Server, { http }: Config): Promise<void> {
  server.listen(http.port, http.host);
  await once(server, "listening");
}
