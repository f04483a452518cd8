import { randomBytes } from "node:crypto";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { type OperateIo, UsageError } from "./io.ts";

/** One that nobody can guess, to be told once. */
export const newPassword = (): string => randomBytes(18).toString("base64url");

/** From a pipe, or asked for twice on the terminal without an echo. Never from an argument, which other users of the machine see. */
export async function readPassword(io: OperateIo): Promise<string> {
  if (!io.stdin.isTTY) {
    const password = (await text(io.stdin)).replace(/\r?\n$/, "");
    if (password === "") throw new UsageError("There is no password on stdin. Pipe one in, or give --generate.");
    return password;
  }
  const password = await askSecret(io, "Password: ");
  if (password !== (await askSecret(io, "Once more: "))) throw new UsageError("The two are not the same.");
  return password;
}

async function askSecret({ stdin, stderr }: OperateIo, question: string): Promise<string> {
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: silence, terminal: true });
  stderr.write(question);
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  lines.once("line", (line) => resolve(line));
  lines.once("close", () => reject(new UsageError("Nothing was changed.")));
  try {
    return await promise;
  } finally {
    lines.close();
    stderr.write("\n");
  }
}
