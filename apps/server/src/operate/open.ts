import { randomUUID } from "node:crypto";
import type { Ctx, Log } from "@tenon/core/ctx";
import { readConfig } from "@tenon/process/config";
import { openProcess } from "@tenon/process/open";
import type { OperateIo } from "./io.ts";

/** Runs a command on the database, as the process itself: whoever has its configuration needs no account. */
export async function withCtx<T>(io: OperateIo, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const config = readConfig(io.env);
  await using stack = new AsyncDisposableStack();
  const say = (_: object, message: string) => void io.stderr.write(`${message}\n`);
  const log: Log = { debug() {}, info() {}, warn: say, error: say };
  const deps = await openProcess(config, { stack, runsJobs: false, overrides: { log } });
  return await work({
    ...deps,
    actor: { kind: "system" },
    requestId: randomUUID(),
    signal: new AbortController().signal,
    client: {},
  });
}
