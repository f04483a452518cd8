import { CommanderError } from "commander";
import { exitCodes, Failure, tell } from "./failure.ts";
import type { Io } from "./io.ts";
import { createProgram } from "./program.ts";
import { unexpected } from "./unanswered.ts";

/** Runs one command line and returns its exit code; never throws. */
export async function run(args: string[], io: Io): Promise<number> {
  try {
    await createProgram(io).parseAsync(args, { from: "user" });
    return exitCodes.ok;
  } catch (error) {
    // Commander has said what is to be said: the help, the version, or what is wrong with the arguments.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    const failure = error instanceof Failure ? error : unexpected(error);
    io.stderr.write(tell(failure, Boolean(io.env["TENON_DEBUG"])));
    return exitCodes[failure.kind];
  }
}
