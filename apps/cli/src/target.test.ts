import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveCredential } from "./credentials.ts";
import { isOpenToEavesdroppers, resolveTarget, serverUrl } from "./target.ts";

const empty = mkdtempSync(join(tmpdir(), "tenon-cli-"));
const used = mkdtempSync(join(tmpdir(), "tenon-cli-"));
const env = { XDG_CONFIG_HOME: used };

beforeAll(() => {
  for (const url of ["http://older", "http://newer"]) {
    saveCredential(env, {
      url,
      token: `of-${new URL(url).host}`,
      user: { username: "ada", email: "a@b.c" },
      expiresAt: "",
    });
  }
});
afterAll(() => [empty, used].forEach((folder) => rmSync(folder, { recursive: true })));

test("--url beats TENON_URL, which beats the last sign-in, which beats localhost", () => {
  expect(resolveTarget("http://given", { ...env, TENON_URL: "http://env" }).url).toBe("http://given");
  expect(resolveTarget(undefined, { ...env, TENON_URL: "http://env" }).url).toBe("http://env");
  expect(resolveTarget(undefined, env).url).toBe("http://newer");
  expect(resolveTarget(undefined, { XDG_CONFIG_HOME: empty })).toEqual({ url: "http://localhost:3000" });
});

test("a stored token goes to its own server only", () => {
  expect(resolveTarget("http://OLDER:80/", env)).toMatchObject({ token: "of-older", tokenFrom: "file" });
  expect(resolveTarget("https://older", env)).toEqual({ url: "https://older" });
  expect(resolveTarget("http://older:81", env)).toEqual({ url: "http://older:81" });
});

test("TENON_TOKEN beats the stored token; with an address, the file is not read", () => {
  const token = { TENON_TOKEN: "mine" };
  const notAFolder = join(empty, "file");
  writeFileSync(notAFolder, "");

  expect(resolveTarget(undefined, { ...env, ...token })).toMatchObject({
    url: "http://newer",
    token: "mine",
    tokenFrom: "environment",
  });
  expect(resolveTarget("http://x", { XDG_CONFIG_HOME: notAFolder, ...token })).toMatchObject({
    url: "http://x",
    token: "mine",
  });
});

test("a TENON_TOKEN that no header can hold is refused without repeating it", () => {
  expect(() => resolveTarget("http://x", { TENON_TOKEN: "a secret\nof two lines" })).toThrow(
    /^TENON_TOKEN is not a bearer token\.$/,
  );
  expect(resolveTarget("http://x", { TENON_TOKEN: " padded\n" }).token).toBe("padded");
});

test.each([
  ["HTTPS://Api.Example.com:443/", "https://api.example.com"],
  ["http://localhost:3000", "http://localhost:3000"],
  ["https://example.com/tenon//", "https://example.com/tenon"],
])("%s is spelt %s", (given, expected) => {
  expect(serverUrl(given)).toBe(expected);
});

test.each([
  "",
  "example.com",
  "localhost:3000",
  "ftp://example.com",
  "https://example.com/?a=1",
  "https://example.com/#a",
])("%j is no server's address", (given) => {
  expect(() => serverUrl(given)).toThrow(/is not a server's address/);
});

test("an address with a password in it is refused without repeating it", () => {
  expect(() => serverUrl("https://ada:secret@example.com")).toThrow(/^(?!.*secret).*must not hold a name or password/);
});

test.each([
  ["http://example.com", true],
  ["http://localhost.example.com", true],
  ["http://192.168.1.5:3000", true],
  ["https://example.com", false],
  ["http://localhost:3000", false],
  ["http://127.0.0.1:3000", false],
  ["http://[::1]:3000", false],
])("%s is open to eavesdroppers: %s", (url, expected) => {
  expect(isOpenToEavesdroppers(url)).toBe(expected);
});
