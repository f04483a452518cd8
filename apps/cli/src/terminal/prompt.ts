import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { Failure, Interrupted } from "../failure.ts";
import type { Io } from "../io.ts";

/** Asks on the terminal, on stderr so that stdout stays the command's own. */
export const ask = (io: Io, question: string): Promise<string> => readLine(io, { question, isSecret: false });

/** Asks without an echo. */
export const askSecret = (io: Io, question: string): Promise<string> => readLine(io, { question, isSecret: true });

/**
 * One line of the terminal. Ctrl-C and Ctrl-D are Interrupted; either way the terminal is left as it was found.
 * What was typed ahead of the question after this one is lost rather than shown.
 */
async function readLine(io: Io, { question, isSecret }: { question: string; isSecret: boolean }): Promise<string> {
  if (!io.stdin.isTTY) throw new Failure("usage", "There is no terminal to ask on: give --email and --password-stdin.");
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: io.stdin, output: isSecret ? silence : io.stderr, terminal: true });
  if (isSecret) io.stderr.write(question);

  let answer: string | undefined;
  const closed = new Promise((done) => lines.once("close", done));
  lines.once("line", (line) => {
    answer = line;
    lines.close();
  });
  lines.once("SIGINT", () => lines.close());
  lines.setPrompt(question);
  lines.prompt();
  await closed;

  if (isSecret || answer === undefined) io.stderr.write("\n");
  if (answer === undefined) throw new Interrupted();
  return answer;
}
