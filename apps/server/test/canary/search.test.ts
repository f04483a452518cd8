import { randomBytes } from "node:crypto";
import { createTestDatabase } from "@tenon/db/testing";
import { describe, expect, test } from "vitest";
import { columnFaults, columns } from "./columns.ts";
import { Ledger } from "./ledger.ts";
import { createSearch, shapesIn } from "./search.ts";
import { noteShown } from "./shown-once.ts";

test("every column of the database is classified, and none that sounds like a secret is open", async () => {
  await using database = await createTestDatabase();
  const actual = await database.db.$queryRaw<{ table: string; column: string }[]>`
    SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns WHERE table_schema = 'public'`;

  expect(columnFaults(actual)).toEqual([]);
});

test("a new column is missed, and so is one that is called open against its name", () => {
  const actual = [
    { table: "users", column: "id" },
    { table: "users", column: "reset_token" },
    { table: "users", column: "shoe_size" },
  ];

  expect(columnFaults(actual, { ...columns, users: { open: "id reset_token" } })).toEqual(
    expect.arrayContaining([
      "users.shoe_size is not classified",
      "users.reset_token sounds like a secret and is called open",
    ]),
  );
});

const token = `ss_${randomBytes(32).toString("base64url")}`;
const sealed = randomBytes(61);
const password = `correct "${randomBytes(6).toString("hex")}" + 100 % & Zürich`;

/** A text of other things, with the leak in its middle. */
const around = (leak: string) => `${JSON.stringify({ rows: randomBytes(999).toString("hex") })} ${leak} and so on`;

const search = createSearch([
  { kind: "token", value: token },
  { kind: "sealed", value: sealed },
  { kind: "password", value: password },
]);

test.each([
  ["token", token],
  ["token", JSON.stringify({ json: { token } })],
  ["token", Buffer.from(token).toString("hex")],
  ["token", Buffer.from(token).toString("hex").toUpperCase()],
  ["token", Buffer.from(`session=${token}; Path=/`).toString("base64")],
  ["token", Buffer.from(`a${token}`).toString("base64url")],
  ["token", Buffer.from(`ab${token}c`).toString("base64url")],
  ["sealed", `\\x${sealed.toString("hex")}`],
  ["sealed", sealed.toString("base64")],
  ["sealed", sealed.toString("base64url")],
  ["sealed", JSON.stringify({ data: [...sealed] })],
  ["sealed", JSON.stringify(Object.fromEntries(sealed.entries()))],
  ["password", password],
  ["password", JSON.stringify({ detail: password })],
  ["password", new URLSearchParams({ q: password }).toString().replaceAll("+", "%20")],
  ["password", Buffer.from(password).toString("base64")],
])("a %s is found in %s", (kind, leak) => {
  expect([...search(around(leak))].map((canary) => canary.kind)).toEqual([kind]);
});

test("a text without them has none, not even with their beginnings", () => {
  const text = around(`${token.slice(0, -1)} ${sealed.toString("hex").slice(0, -2)} ${password.slice(0, -1)}`);

  expect([...search(text)]).toEqual([]);
});

test.each([
  ["a token", `{"token":"${token}"}`],
  ["an API key", `ak_live_${"7Kq2".repeat(11)}`],
  ["a refresh token", `rt_01890a5d-ac96-774b-bcce-b302099a8057.0.${randomBytes(32).toString("base64url")}`],
  ["a password hash", "detail: Failing row contains ($argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g)"],
  ["a webhook's secret", `whsec_${randomBytes(32).toString("base64")}`],
  ["a private key", `{"kty":"OKP","d":"${randomBytes(32).toString("base64url")}"}`],
  ["a recovery code", "A-7KQ2M-9X4TD-HH3PR"],
  ["an address of a database", "connect postgres://tenon:hunter2@localhost:5432/tenon failed"],
])("%s is known by its form", (kind, leak) => {
  expect(shapesIn(around(leak)).map((shape) => shape.kind)).toEqual([kind]);
});

describe("a ledger", () => {
  const ada = { reader: "ada", name: "an answer to ada" };
  const bob = { reader: "bob", name: "an answer to bob" };

  test("tells of a secret that is shown once in every other place, to the same reader too", () => {
    const ledger = new Ledger();
    const text = JSON.stringify({ token });
    noteShown(ledger, "auth.login", { doc: ledger.record({ ...ada, text }), body: JSON.parse(text), cookies: [] });
    ledger.record({ ...ada, name: "a second answer to ada", text });
    ledger.record({ name: "the log", text: JSON.stringify({ authorization: `Bearer ${token}` }) });

    expect(ledger.leaks()).toEqual([
      "a second answer to ada: auth.login: token",
      `a second answer to ada: what looks like a token: ${token.slice(0, 12)}…`,
      "the log: auth.login: token",
      `the log: what looks like a token: ${token.slice(0, 12)}…`,
    ]);
  });

  test("allows a field by its procedure and its name alone", () => {
    const ledger = new Ledger();
    const body = { user: { bio: token }, secret: token };
    noteShown(ledger, "users.get", { doc: ledger.record({ ...ada, text: JSON.stringify(body) }), body, cookies: [] });
    noteShown(ledger, "auth.login", { doc: ledger.record({ ...bob, text: JSON.stringify(body) }), body, cookies: [] });

    expect(ledger.leaks().map((leak) => leak.split(":")[0])).toEqual(["an answer to ada", "an answer to bob"]);
  });

  test("tells of what is somebody's to everybody but them, and administrators where they are told of all", () => {
    const ledger = new Ledger();
    ledger.keep("users.email", "ada-of-the-canaries@example.org", "ada");
    ledger.keep("users.password_hash", "a-hash-that-nobody-sees");
    const text = "ada-of-the-canaries@example.org";
    ledger.record({ ...ada, text });
    ledger.record({ ...bob, text });
    ledger.record({ ...bob, name: "users.list", text, isAboutAll: true });
    ledger.record({ ...ada, name: "me.get", text: "a-hash-that-nobody-sees", isAboutAll: true });

    expect(ledger.leaks()).toEqual(["an answer to bob: users.email", "me.get: users.password_hash"]);
  });
});
