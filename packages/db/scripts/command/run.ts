import { parseArgs, type ParseArgsConfig } from "node:util";

type Options = NonNullable<ParseArgsConfig["options"]>;

export type Command<T extends Options> = {
  /** Printed by --help, and after a mistake in the arguments. */
  usage: string;
  options: T;
  /** How many words may follow. */
  words: number;
  /** @returns the exit code */
  run: (flags: { [K in keyof T]?: boolean }, words: string[]) => Promise<number>;
};

/** A mistake of the person who runs the command, or a state that needs their decision: the message is all they need. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

/** Runs a command and ends the process: 0 is well, 1 is not, 2 is a mistake in the arguments. */
export async function runCommand<T extends Options>({ usage, options, words, run }: Command<T>): Promise<never> {
  process.exit(await exitCode());

  async function exitCode(): Promise<number> {
    const args = parse();
    if (typeof args === "string") return print(process.stderr, `${args}\n\n${usage}`, 2);
    if ((args.values as { help?: boolean }).help) return print(process.stdout, usage, 0);
    try {
      return await run(args.values, args.positionals);
    } catch (error) {
      return print(process.stderr, error instanceof Error ? error.message : String(error), 1);
    }
  }

  function parse() {
    try {
      const help = { type: "boolean", short: "h" } as const;
      const args = parseArgs({ options: { ...options, help }, allowPositionals: true, strict: true });
      return args.positionals.length > words ? `Unexpected argument: ${args.positionals.at(-1)}` : args;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function print(stream: NodeJS.WriteStream, text: string, code: number): number {
  stream.write(`${text.trim()}\n`);
  return code;
}
