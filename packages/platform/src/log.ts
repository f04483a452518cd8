import type { Log } from "@tenon/core/ctx";
import { type LoggerOptions, pino, stdSerializers } from "pino";
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
    formatters: { log: (fields) => censor(fields) as Record<string, unknown> },
    serializers: { err: (error: Error) => censor(stdSerializers.err(error)) },
  };
  const stream = format === "pretty" ? await prettyStream(destination) : destination;
  const log: FlushableLog = stream ? pino(options, stream) : pino(options);
  return log;
}

/** Loaded only where a person reads along. */
async function prettyStream(destination: NodeJS.WritableStream | undefined): Promise<NodeJS.WritableStream> {
  const { default: pretty } = await import("pino-pretty");
  const options = { sync: true, translateTime: "SYS:HH:MM:ss.l", ignore: "requestId", singleLine: true };
  return pretty(destination ? { ...options, destination } : options);
}
