import { Readable, Writable } from "node:stream";
import { expect, test } from "vitest";
import type { Io } from "./io.ts";
import { run } from "./run.ts";

/** Runs a command line in this process, with empty pipes in the place of a terminal. */
async function runned(args: string[]) {
  const written = { stdout: "", stderr: "" };
  const collect = (name: keyof typeof written) =>
    new Writable({
      decodeStrings: false,
      write(text: string, _encoding, done) {
        written[name] += text;
        done();
      },
    });
  const io = { stdin: Readable.from([]), stdout: collect("stdout"), stderr: collect("stderr") };
  const env = { XDG_CONFIG_HOME: "/nonexistent" };
  const code = await run(args, { ...(io as unknown as Io), env, now: () => new Date(0) });
  return { code, ...written };
}

const post = ["posts", "create", "--title", "x"];
const login = ["login", "--email", "a@b.c"];

test.each([
  ["no command", [], "Usage: tenon"],
  ["half a command", ["posts"], "Usage: tenon posts"],
  ["an unknown command", ["bogus"], "tenon: unknown command 'bogus'"],
  ["an unknown option", ["me", "--bogus"], "unknown option '--bogus'"],
  ["an argument too many", ["me", "you"], "too many arguments for 'me'"],
  ["an unknown order", ["posts", "list", "--sort", "x"], "Allowed choices are newest, oldest, popular, relevance"],
  ["a limit that is no number", ["posts", "list", "--limit", "ten"], "It must be a whole number from 1."],
  ["a page and a cursor", ["posts", "list", "--page", "2", "--cursor", "x"], "cannot be used with option"],
  ["a post without a title", ["posts", "create", "--body", "x"], "'--title <title>' not specified"],
  ["a post without a text", post, "The post has no text"],
  ["a post with two texts", [...post, "--body", "x", "--file", "y"], "cannot be used with option"],
  ["a file that is not there", [...post, "--file", "/nonexistent"], "/nonexistent cannot be read: ENOENT"],
  ["a password from nowhere", login, "There is no terminal to ask on"],
  ["an empty password", [...login, "--password-stdin"], "There is no password on stdin."],
  ["a key that no header can hold", [...post, "--body", "x", "--idempotency-key", "ключ"], "visible ASCII"],
  ["an address without a scheme", ["me", "--url", "localhost:3000"], "is not a server's address"],
])("%s is a usage error: exit code 2, nothing on stdout", async (_name, args, message) => {
  const { code, stdout, stderr } = await runned(args);

  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
});

test("escape sequences in arguments are not repeated", async () => {
  expect((await runned(["\u001b[31m"])).stderr).toContain("unknown command '␛[31m'");
});

test("global options are known before and after the command", async () => {
  for (const args of [
    ["--url", "x", "me"],
    ["me", "--url", "x"],
  ]) {
    expect((await runned(args)).stderr).toContain('"x" is not a server\'s address');
  }
});

test("a post that may have been written names the key that makes another try safe", async () => {
  const { code, stderr } = await runned([...post, "--body", "x", "--url", "http://127.0.0.1:9"]);

  expect(code).toBe(4);
  expect(stderr).toMatch(/\n {2}To try again without a second post: --idempotency-key [\da-f-]{36}\n$/);
});
