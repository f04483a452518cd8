import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };
import { tenon } from "./tenon.ts";

test("help is on stdout, and tells of exit codes, the credential and the environment", async () => {
  const { code, stdout, stderr } = await tenon(["--help"]);

  expect([code, stderr]).toEqual([0, ""]);
  for (const part of ["Examples:", "Exit codes:", "credentials.json", "TENON_TOKEN", "posts"])
    expect(stdout).toContain(part);
});

test("the version is the package's", async () => {
  expect(await tenon(["--version"])).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: "" });
});

test.each([
  ["an unknown command", ["bogus"], "unknown command 'bogus'"],
  ["an unknown option", ["me", "--bogus"], "unknown option '--bogus'"],
  ["an unknown order", ["posts", "list", "--sort", "x"], "Allowed choices are newest, oldest, popular, relevance"],
  ["a limit that is no number", ["posts", "list", "--limit", "ten"], "It must be a whole number from 1."],
  ["a page and a cursor", ["posts", "list", "--page", "2", "--cursor", "x"], "cannot be used with option"],
  ["a post without a title", ["posts", "create", "--body", "x"], "'--title <title>' not specified"],
  ["a post without a text", ["posts", "create", "--title", "x"], "The post has no text"],
  [
    "a file that is not there",
    ["posts", "create", "--title", "x", "--file", "/nonexistent"],
    "/nonexistent cannot be read: ENOENT",
  ],
  ["a password from nowhere", ["login", "--email", "a@b.c"], "There is no terminal to ask on"],
  ["an empty password", ["login", "--email", "a@b.c", "--password-stdin"], "There is no password on stdin."],
  ["an address without a scheme", ["me", "--url", "localhost:3000"], "is not a server's address"],
  ["no command", [], "Usage: tenon"],
])("%s is a usage error: exit code 2, nothing on stdout", async (_name, args, message) => {
  const { code, stdout, stderr } = await tenon(args);

  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
});

test("a server that is not there: exit code 4 and one sentence, with a stack trace on demand", async () => {
  const args = ["posts", "list", "--json", "--url", "http://127.0.0.1:9"];

  const plain = await tenon(args);
  const debug = await tenon(args, { TENON_DEBUG: "1" });

  expect(plain).toMatchObject({ code: 4, stdout: "" });
  expect(plain.stderr).toMatch(
    /^tenon: Nothing answers at http:\/\/127\.0\.0\.1:9 \(.+\)\.\n {2}Is the server running/,
  );
  expect(plain.stderr).not.toContain("    at ");
  expect(debug.stderr).toContain("    at ");
});

test("something that is no Tenon server: exit code 4", async () => {
  await using server = createServer((_req, res) => void res.end("<html>hello</html>")).listen(0, "127.0.0.1");
  await new Promise((ready) => server.once("listening", ready));

  const { code, stderr } = await tenon(["info", "--url", `http://127.0.0.1:${(server.address() as AddressInfo).port}`]);

  expect(code).toBe(4);
  expect(stderr).toContain("answers with HTTP 200, but not as a Tenon server.");
});
