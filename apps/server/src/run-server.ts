import { type App, buildApp } from "./app.ts";
import { ConfigError, readConfig, type Config } from "./config.ts";

export type RunHooks = {
  /** Called once the server answers. */
  onReady?: (app: App) => void | Promise<void>;
  /** Called after everything is closed, just before the process exits. */
  onClosed?: () => void | Promise<void>;
};

/**
 * The process: starts the server and ends with it. SIGTERM and SIGINT drain (a second SIGINT forces); an unexpected
 * error drains too and exits with 1.
 */
export async function runServer({ onReady, onClosed }: RunHooks = {}): Promise<void> {
  try {
    const config = readConfig();
    const app = await buildApp(config);
    endWithProcess(app, config, onClosed);
    app.deps.log.info({ url: app.url }, "listening");
    await onReady?.(app);
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    await onClosed?.();
    process.exit(1);
  }
}

function endWithProcess(app: App, config: Config, onClosed: RunHooks["onClosed"]): void {
  const { log } = app.deps;
  let closing: Promise<void> | undefined;
  let forcibleAt = Infinity;

  const close = (reason: string, exitCode: number) => {
    closing ??= (async () => {
      log.info({ reason }, "shutting down");
      forcibleAt = performance.now() + 1000;
      setTimeout(() => process.exit(1), config.shutdown.timeoutMs).unref();
      await app.close();
      await onClosed?.();
      process.exit(exitCode);
    })();
  };
  process.on("SIGTERM", () => close("SIGTERM", 0));
  process.on("SIGINT", () => {
    // A terminal and a launcher may both deliver one Ctrl-C; a person needs a moment for the second.
    if (performance.now() > forcibleAt) process.exit(130);
    close("SIGINT", 0);
  });
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => {
      log.error({ err: error, event }, "unexpected error");
      close(event, 1);
    });
  }
}

/** One clear sentence for what an operator can mend; the whole story for what they cannot. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (error instanceof ConfigError || error.name === "MigrationError") return error.message;
  if (code === "EADDRINUSE")
    return `Port ${port} on ${address} is taken. Stop what uses it, or set PORT to another one.`;
  if (code === "EADDRNOTAVAIL") return `${address} is not an address of this machine. Set HOST to one that is.`;
  if (code === "EACCES" && port !== undefined)
    return `Port ${port} may not be opened by this user. Set PORT to one above 1023.`;
  return error.stack ?? error.message;
}
