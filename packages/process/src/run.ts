import type { Deps } from "@tenon/core/ctx";
import { type Config, ConfigError, readConfig } from "./config.ts";

/** What a process runs, and how to end it. */
export type Running = { deps: Pick<Deps, "log">; close: () => Promise<void> };

export type RunOptions<R extends Running> = {
  start: (config: Config) => Promise<R>;
  /** Called once it runs. */
  onReady?: (running: R) => void | Promise<void>;
  /** Called after everything is closed, just before the process exits. */
  onClosed?: () => void | Promise<void>;
};

/**
 * The process: reads the configuration, starts and ends. SIGTERM and SIGINT close (a second SIGINT forces); an unexpected
 * error closes too and exits with 1.
 */
export async function runProcess<R extends Running>({ start, onReady, onClosed }: RunOptions<R>): Promise<void> {
  try {
    const config = readConfig();
    const running = await start(config);
    endWithProcess(running, config, onClosed);
    await onReady?.(running);
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    await onClosed?.();
    process.exit(1);
  }
}

function endWithProcess(running: Running, config: Config, onClosed: RunOptions<Running>["onClosed"]): void {
  const { log } = running.deps;
  let closing: Promise<void> | undefined;
  let forcibleAt = Infinity;

  const close = (reason: string, exitCode: number) => {
    closing ??= (async () => {
      log.info({ reason }, "shutting down");
      forcibleAt = performance.now() + 1000;
      setTimeout(() => process.exit(1), config.shutdown.timeoutMs).unref();
      await running.close();
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
