import { expect, test } from "vitest";
import { type File, files } from "./files.ts";

/** What secrets of others, and of ours, look like. */
const secrets = [
  /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----[\s\\nr]+[\w+/]{20}/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_\w{22,}/,
  /\bxox[abprs]-[\w-]{10,}/,
  /\bAIza[\w-]{35}\b/,
  /\b[rs]k_live_\w{16,}/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/,
  /\b(?:ss|vt|pr|ce|re|ul|ka|iv|mf|of|wa|dc)_[\w-]{43}/,
  /\bak_[a-z]+_[0-9a-z]{57}\b/,
  /\bwhsec_[\w+/]{32,}/,
];

/** The Standard Webhooks specification's own example, and a token that a test makes up. */
const examples = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "ss_no-longer-a-session-of-anybody-000000000000"];

const found = ({ path, text }: File) =>
  secrets
    .flatMap((form) => [...text.matchAll(new RegExp(form, "g"))])
    .filter(([secret]) => !examples.includes(secret))
    .map(([secret]) => `${path}: ${secret.slice(0, 12)}…`);

test("no file of the repository holds a secret (ASVS 5.0 13.3.1)", () => {
  const all = files(
    "*.*",
    ".{env.example,npmrc,gitignore}",
    "{.ci,.github,apps,bench,docs,packages,scripts,tools}/**/*.*",
    ".ci/*",
  );

  expect(all.length).toBeGreaterThan(1000);
  expect(all.flatMap(found)).toEqual([]);
});

test("a key, a token and a password of ours are found", () => {
  const key = "-----BEGIN PRIVATE_KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==".replace("_", " ");
  const lines = [key, `ss_${"aB3-".repeat(11)}`, `AKIA${"Q7".repeat(8)}`, `whsec_${"Ab1+".repeat(8)}`];

  expect(lines.flatMap((text) => found({ path: "a.ts", text }))).toHaveLength(4);
  expect(found({ path: "a.ts", text: "the token `ss_…`, and eyJ" })).toEqual([]);
});
