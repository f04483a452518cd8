import type { Log } from "@tenon/core/ctx";
import { pino } from "pino";

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

/** Structured lines by pino; secrets are redacted by name. */
export async function createLog({ level, format, destination }: LogOptions): Promise<Log & { flush(): void }> {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secrets.flatMap(atThreeLevels), censor: "[redacted]" },
  };
  if (format === "json") return destination ? pino<never>(options, destination) : pino<never>(options);
  // Loaded only where a person reads along.
  const { default: pretty } = await import("pino-pretty");
  const toTerminal = { sync: true, translateTime: "SYS:HH:MM:ss.l", ignore: "requestId" };
  return pino<never>(options, pretty(destination ? { ...toTerminal, destination } : toTerminal));
}

const atThreeLevels = (name: string) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`];
