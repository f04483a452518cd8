import type { Log } from "@tenon/core/ctx";
import { type LoggerOptions, pino } from "pino";

export type LogOptions = {
  level: "debug" | "info" | "warn" | "error" | "silent";
  /** `json` for machines, `pretty` for a person at a terminal. */
  format: "json" | "pretty";
  /** Where lines go. @default standard output */
  destination?: NodeJS.WritableStream;
};

/** Names whose values never reach a line, at any of the first three levels. */
const secrets = [
  "authorization",
  "cookie",
  "set-cookie",
  "password",
  "passwordHash",
  "initialPassword",
  "token",
  "secret",
  "connectionParams",
];

export type FlushableLog = Log & { flush(): void };

/** Structured lines by pino; secrets are redacted by name. */
export async function createLog({ level, format, destination }: LogOptions): Promise<FlushableLog> {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secrets.flatMap(atThreeLevels), censor: "[redacted]" },
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

const atThreeLevels = (name: string) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`];
