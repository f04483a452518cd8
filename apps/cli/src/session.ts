import { styleText } from "node:util";
import { createClient, type TenonClient } from "@tenon/client";
import type { Command } from "commander";
import packageJson from "../package.json" with { type: "json" };
import { explain } from "./explain.ts";
import type { Io } from "./io.ts";
import { resolveTarget, type Target } from "./target.ts";
import { printableJson, printableJsonLine } from "./terminal/printable.ts";
import { timedFetch } from "./timed-fetch.ts";

export const { version } = packageJson;

export type GlobalOptions = { url?: string; json?: boolean; color: boolean };

/** What a command works with. */
export type Session = {
  io: Io;
  target: Target;
  /** A client for the target. Without a `token`, the one that the target has; `null` is nobody. */
  connect: (as?: { token?: string | null; headers?: Record<string, string> }) => TenonClient;
  /** Prints the API's value: as JSON, or as the text that `render` makes of it. */
  show: <T>(value: T, render: (value: T) => string) => void;
  /** The same for one of many, each on a line of its own as JSON. Without `render` people are not shown it. */
  showNext: <T>(value: T, render?: (value: T) => string) => void;
  /** Says something beside the result, on stderr; not to machines. */
  note: (text: string) => void;
  style: (format: "bold" | "dim", text: string) => string;
  /** Columns to print in; Infinity where nobody looks. */
  width: number;
};

/** Makes a commander action: opens a session for the command and puts its errors into words. */
export const inSession =
  <Options>(io: Io, work: (session: Session, options: Options, args: string[]) => Promise<void>) =>
  async (...given: unknown[]): Promise<void> => {
    const command = given.at(-1) as Command;
    const session = openSession(io, command.optsWithGlobals<GlobalOptions>());
    try {
      await work(session, command.opts() as Options, command.args);
    } catch (error) {
      throw explain(error, session.target);
    }
  };

function openSession(io: Io, { url, json = false, color }: GlobalOptions): Session {
  const { stdout, stderr, env } = io;
  const target = resolveTarget(url, env);
  const hasColor = color && !env["NO_COLOR"] && stdout.isTTY && stdout.hasColors(env);
  return {
    io,
    target,
    connect: ({ token = target.token, headers } = {}) =>
      createClient({ url: target.url, token, headers: { "user-agent": userAgent, ...headers }, fetch: timedFetch() }),
    show: (value, render) => void stdout.write(`${json ? printableJson(value) : render(value)}\n`),
    showNext: (value, render) => {
      if (json || render) stdout.write(`${json ? printableJsonLine(value) : render?.(value)}\n`);
    },
    note: (text) => void (json || stderr.write(`${text}\n`)),
    style: (format, text) => (hasColor ? styleText(format, text, { validateStream: false }) : text),
    width: stdout.isTTY ? stdout.columns : Infinity,
  };
}

/** What a list of sessions shows. */
export const userAgent = `tenon/${version} (${process.platform}; Node ${process.versions.node})`;
