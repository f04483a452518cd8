import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { type Credential, credentialsPath, readCredentials, removeCredential, saveCredential } from "./credentials.ts";

/** An empty place for configuration, as the variables that name it. */
function emptyHome() {
  const home = mkdtempSync(join(tmpdir(), "tenon-cli-"));
  const env = { XDG_CONFIG_HOME: home };
  return { env, path: credentialsPath(env), [Symbol.dispose]: () => rmSync(home, { recursive: true }) };
}

const credential = (url: string, token = "t"): Credential => ({
  url,
  token,
  user: { username: "ada", email: "ada@example.org" },
  expiresAt: "2027-01-01T00:00:00.000Z",
});
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

test("the file is where the XDG specification says", () => {
  const inHome = join("/home/ada", ".config/tenon/credentials.json");
  expect(credentialsPath({ XDG_CONFIG_HOME: "/etc/x" })).toBe("/etc/x/tenon/credentials.json");
  expect(credentialsPath({ HOME: "/home/ada" })).toBe(inHome);
  expect(credentialsPath({ HOME: "/home/ada", XDG_CONFIG_HOME: "relative" })).toBe(inHome);
  expect(credentialsPath({})).toBe(join(homedir(), ".config/tenon/credentials.json"));
});

test("each server has one entry, the latest sign-in first", () => {
  using home = emptyHome();

  expect(readCredentials(home.env)).toEqual([]);
  for (const url of ["http://a", "http://b", "http://a"]) saveCredential(home.env, credential(url, url.slice(-1)));
  expect(readCredentials(home.env)).toEqual([credential("http://a", "a"), credential("http://b", "b")]);
  removeCredential(home.env, "http://a");
  expect(readCredentials(home.env)).toEqual([credential("http://b", "b")]);
});

test("file and folder are their owner's alone, and no draft is left", () => {
  using home = emptyHome();
  const folder = dirname(home.path);
  mkdirSync(folder, { mode: 0o755 });

  saveCredential(home.env, credential("http://a"));

  expect([modeOf(folder), modeOf(home.path)]).toEqual(["700", "600"]);
  expect(readdirSync(folder)).toEqual(["credentials.json"]);
});

test.each([0o640, 0o604, 0o644])("a file of mode %o is neither read nor overwritten", (mode) => {
  using home = emptyHome();
  saveCredential(home.env, credential("http://a"));
  chmodSync(home.path, mode);

  expect(() => readCredentials(home.env)).toThrow(`is open to others (mode 0${mode.toString(8)})`);
  expect(() => saveCredential(home.env, credential("http://b"))).toThrow("is open to others");
  expect(readFileSync(home.path, "utf8")).not.toContain("http://b");
});

test.each(["", "{", "null", "[]", '{"servers":[{"url":"http://a"}]}'])("a damaged file, %j, is told", (text) => {
  using home = emptyHome();
  mkdirSync(dirname(home.path));
  writeFileSync(home.path, text, { mode: 0o600 });

  expect(() => readCredentials(home.env)).toThrow("credentials.json is damaged");
});

test("a place that cannot be written to is told by its path", () => {
  using home = emptyHome();
  writeFileSync(dirname(home.path), "a file where the folder should be");

  expect(() => saveCredential(home.env, credential("http://a"))).toThrow(/credentials\.json cannot be used: E/);
});
