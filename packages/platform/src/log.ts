import type { Log } from "@tenon/core/ctx";
import { type LoggerOptions, pino } from "pino";
import { censor } from "./censor.ts";

export type LogOptions = {
  level: "debug" | "info" | "warn" | "error" | "silent";
  /** `json` for machines, `pretty` for a person at a terminal. */
  format: "json" | "pretty";
  /** Where lines go. @default standard output */
  destination?: NodeJS.WritableStream;
};

export type FlushableLog = Log & { flush(): void };

/** Structured lines by pino; secrets are redacted by name. */
export async function createLog({ level, format, destination }: LogOptions): Promise<FlushableLog> {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { log: censor },
    // The censor has taken errors apart wherever they are; pino would do it again, at the top only.
    serializers: { err: (printed: unknown) => printed },
    hooks: { logMethod: logSafely },
  };
  const stream = format === "pretty" ? await prettyStream(destination) : destination;
  const log: FlushableLog = stream ? pino(options, stream) : pino(options);
  return log;
}

/** Fields that throw when they are looked at cost a line its fields, and never the caller its work. */
const logSafely: Required<NonNullable<LoggerOptions["hooks"]>>["logMethod"] = function (args, method) {
  try {
    method.apply(this, args);
  } catch {
    method.call(this, { fields: "[unreadable]" }, args[1]);
  }
};

/** Loaded only where a person reads along. */
async function prettyStream(destination: NodeJS.WritableStream | undefined): Promise<NodeJS.WritableStream> {
  const { default: pretty } = await import("pino-pretty");
  const options = { sync: true, translateTime: "SYS:HH:MM:ss.l", ignore: "requestId", singleLine: true };
  return pretty(destination ? { ...options, destination } : options);
}
