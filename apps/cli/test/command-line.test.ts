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
