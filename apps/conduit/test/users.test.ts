import { testSession } from "@tenon/core/testing";
import type { Json } from "@tenon/openapi";
import { expect, test } from "vitest";
import { serve, type Served } from "./serve.ts";

const register = ({ call }: Served, user: object) => call("POST /users", { body: { user } });
const login = ({ call }: Served, email: string, password: string) =>
  call("POST /users/login", { body: { user: { email, password } } });
const errorsOf = (answer: { json: Json }): string[] => answer.json.errors.body;

test.each([
  ["J\u030cake", "\u01f0ake"],
  ["\u0391\u03a3", "\u03b1\u03c3"],
  ["Stra\u00dfe", "STRASSE"],
  ["Jose\u0301", "Jos\u00e9"],
])("%s and %s are one username", async (first, second) => {
  await using conduit = await serve();
  const email = (at: string) => `${at}@example.com`;

  expect((await register(conduit, { username: first, email: email("a"), password: "x" })).status).toBe(201);

  expect((await register(conduit, { username: second, email: email("b"), password: "x" })).status).toBe(422);
  expect((await conduit.call(`GET /profiles/${encodeURIComponent(second)}`)).json.profile.username).toBe(
    first.normalize("NFKC"),
  );
});

test.each(["\ufdfa".repeat(80), "a\u200bb", "\u202eab", "a\u00adb", "\u115f", ".", "..", "a\nb"])(
  "%j is no username",
  async (username) => {
    await using conduit = await serve();

    expect((await register(conduit, { username, email: "a@example.com", password: "x" })).status).toBe(422);
  },
);

test("a username is shown as it was typed, and found however it is spelt", async () => {
  await using conduit = await serve();
  const { call } = conduit;
  await conduit.join("Jacob Smith.ü");
  const token = await conduit.join("ann");

  const profile = await call(`GET /profiles/${encodeURIComponent("JACOB smith.Ü")}`);

  expect(profile.json).toEqual({ profile: { username: "Jacob Smith.ü", bio: "", image: "", following: false } });
  expect((await call("GET /user", { token })).json.user.username).toBe("ann");
  const taken = await register(conduit, { username: "jacob SMITH.ü", email: "x@example.com", password: "x" });
  expect(taken.status).toBe(422);
  expect(errorsOf(taken)).toEqual(["This username is taken."]);
});

test("what is wrong with a registration is said, field by field", async () => {
  await using conduit = await serve();
  await conduit.join("ann");
  const user = { username: "bob", email: "bob@example.com", password: "password" };

  const empty = await register(conduit, { username: " ", email: "no address", password: "" });
  const taken = await register(conduit, { ...user, email: "ANN@example.com" });
  const uuid = await register(conduit, { ...user, username: crypto.randomUUID() });

  for (const { status } of [empty, taken, uuid]) expect(status).toBe(422);
  expect(errorsOf(empty)).toEqual([
    "username: can't be blank",
    "email: Invalid email address",
    "password: can't be blank",
  ]);
  expect(errorsOf(await register(conduit, {}))).toEqual(
    ["username", "email", "password"].map((name) => `${name}: can't be blank`),
  );
  expect(errorsOf(taken)).toEqual(["There is an account with this e-mail address."]);
  expect(errorsOf(uuid)).toEqual(["username: must not be a UUID"]);
});

test("a wrong password and an unknown address are a 401 that says how to sign in, and in the end a 429", async () => {
  await using conduit = await serve();
  await conduit.join("ann");

  const wrong = await login(conduit, "ann@example.com", "wrong");
  const unknown = await login(conduit, "nobody@example.com", "wrong");

  for (const answer of [wrong, unknown]) {
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe("Token");
    expect(errorsOf(answer)).toEqual(["The e-mail address or the password is wrong."]);
  }
  for (let failures = 1; failures < 5; failures += 1) await login(conduit, "ann@example.com", "wrong");
  const locked = await login(conduit, "ann@example.com", "password");
  expect(locked.status).toBe(429);
  expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(0);
});

test.each(["Token", "Token ", "Token nonsense", "Bearer TOKEN", "Token TOKEN x", "TOKEN", "Basic YTpi"])(
  "the header %j lets nobody in",
  async (header) => {
    await using conduit = await serve();
    const token = await conduit.join("ann");
    const headers = { authorization: header.replace("TOKEN", token) };

    expect((await conduit.call("GET /user", { headers })).status).toBe(401);
    expect((await conduit.call("GET /articles", { headers })).status).toBe(401);
    expect((await conduit.call("GET /profiles/ann", { headers })).status).toBe(401);
    // Where the specification lists no 401, a token that does not hold is nobody's.
    expect((await conduit.call("GET /tags", { headers })).status).toBe(200);
    expect((await conduit.call("GET /articles/none", { headers })).status).toBe(404);
    expect((await login(conduit, "ann@example.com", "password")).status).toBe(200);
  },
);

test("a session cookie lets nobody in", async () => {
  await using conduit = await serve();
  const { db } = conduit.world;
  await conduit.join("ann");
  const { id } = await db.user.findFirstOrThrow();
  const { token } = await testSession(conduit.world.anonymous, id, { kind: "cookie" });

  expect((await conduit.call("GET /user", { headers: { cookie: `session=${token}` } })).status).toBe(401);
  expect((await conduit.call("GET /user", { token })).status).toBe(401);
});

test("address, password, name, bio and image change, together or alone", async () => {
  await using conduit = await serve();
  const { call } = conduit;
  const token = await conduit.join("Ann");
  const put = (user: object) => call("PUT /user", { token, body: { user } });

  const all = await put({
    email: "anna@example.com",
    password: "new",
    username: "Anna",
    bio: "About",
    image: "https://x.example/a.png",
  });

  expect(all.json.user).toEqual({
    email: "anna@example.com",
    username: "Anna",
    bio: "About",
    image: "https://x.example/a.png",
    token,
  });
  expect((await login(conduit, "ann@example.com", "password")).status).toBe(401);
  expect((await login(conduit, "anna@example.com", "new")).status).toBe(200);
  expect((await call("GET /profiles/anna")).json.profile).toMatchObject({ username: "Anna", bio: "About" });
  expect((await put({ image: "", bio: "" })).json.user).toMatchObject({ image: "", bio: "", username: "Anna" });
  const asFormsSendIt = await put({ ...all.json.user, password: "", bio: "More" });
  expect(asFormsSendIt.json.user).toMatchObject({ bio: "More", email: "anna@example.com", username: "Anna" });
  expect((await login(conduit, "anna@example.com", "new")).status).toBe(200);
});

test("a new password ends the other sessions and leaves this one", async () => {
  await using conduit = await serve();
  const { call } = conduit;
  const token = await conduit.join("ann");
  const other = (await login(conduit, "ann@example.com", "password")).json.user.token;

  await call("PUT /user", { token, body: { user: { password: "new" } } });

  expect((await call("GET /user", { token: other })).status).toBe(401);
  expect((await call("GET /user", { token })).status).toBe(200);
});

test("what is done to an account here is noted and mailed as everywhere", async () => {
  await using conduit = await serve();
  const { call, world } = conduit;
  const token = await conduit.join("ann");
  for (let n = 0; n < 5; n += 1) await login(conduit, "ann@example.com", "wrong");
  const locked = await login(conduit, "ann@example.com", "password");
  world.jobs.length = 0;

  await call("PUT /user", { token, body: { user: { email: "anna@example.com", password: "new" } } });

  const noted = await world.db.auditEvent.findMany({ select: { action: true }, orderBy: { id: "asc" } });
  expect(noted.map(({ action }) => action)).toEqual([
    "account.registered",
    "session.started",
    ...Array.from({ length: 5 }, () => "session.refused"),
    "account.locked",
    "password.changed",
    "email.changed",
  ]);
  const mails = world.jobs.filter(({ name }) => name === "mail.send").map(({ payload }) => payload);
  expect(mails).toMatchObject([
    { to: "ann@example.com", subject: "Your Tenon password was changed" },
    { to: "ann@example.com", subject: "The address of your Tenon account was changed" },
    { to: "anna@example.com" },
  ]);
  expect(locked.status).toBe(429);
  // Another lock than that of the address before.
  expect((await login(conduit, "anna@example.com", "new")).status).toBe(200);
});

test("a change that cannot be made changes nothing", async () => {
  await using conduit = await serve();
  const { call } = conduit;
  const [token] = [await conduit.join("ann"), await conduit.join("bob")];
  const before = (await call("GET /user", { token })).json;
  const put = (user: unknown) => call("PUT /user", { token, body: { user } });

  const answers = [
    await put({ bio: "x", username: "BOB" }),
    await put({ bio: "x", email: "bob@example.com" }),
    await put({ bio: "x", image: "javascript:alert(1)" }),
    await put({ bio: "x".repeat(501) }),
    await put({ bio: null }),
    await put({}),
    await put([]),
    await call("PUT /user", { token, body: {} }),
  ];

  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 422));
  expect(errorsOf(answers[5]!)).toEqual(["user: at least one field is required"]);
  expect((await call("GET /user", { token })).json).toEqual(before);
});

test("a name that was given elsewhere stays when the username changes", async () => {
  await using conduit = await serve();
  const { call, world } = conduit;
  const token = await conduit.join("ann");
  await world.db.user.updateMany({ data: { name: "Ann Smith" } });

  expect((await call("PUT /user", { token, body: { user: { username: "Annie" } } })).json.user.username).toBe("annie");
  expect(await world.db.user.findFirstOrThrow()).toMatchObject({ username: "annie", name: "Ann Smith" });
});

test("with the strict policy a new password is what it has to be everywhere else", async () => {
  await using conduit = await serve("strict");
  const user = { username: "ann", email: "ann@example.com", password: "password" };

  const weak = await register(conduit, user);
  const strong = await register(conduit, { ...user, password: "correct horse battery" });
  const body = { user: { password: "short" } };
  const change = await conduit.call("PUT /user", { token: strong.json.user.token, body });

  expect(weak.status).toBe(422);
  expect(errorsOf(weak)).toEqual(["password: Use at least 12 characters."]);
  expect(strong.status).toBe(201);
  expect(change.status).toBe(422);
});

test("answers with a token are stored nowhere, and neither tokens nor passwords are logged", async () => {
  await using conduit = await serve();
  const token = await conduit.join("ann");
  const answers = [
    await login(conduit, "ann@example.com", "password"),
    await conduit.call("GET /user", { token }),
    await conduit.call("PUT /user", { token, body: { user: { bio: "x" } } }),
  ];

  for (const { headers } of answers) expect(headers.get("cache-control")).toBe("no-store, no-transform");
  const log = JSON.stringify(conduit.lines);
  expect(conduit.lines.length).toBeGreaterThan(3);
  for (const secret of [token, answers[0]!.json.user.token, '"password"']) expect(log).not.toContain(secret);
});

test("profiles say whether the caller follows, and nobody follows themselves or nobody", async () => {
  await using conduit = await serve();
  const { call } = conduit;
  const [ann] = [await conduit.join("ann"), await conduit.join("bob")];

  await call("POST /profiles/bob/follow", { token: ann });
  const again = await call("POST /profiles/bob/follow", { token: ann });

  expect(again).toMatchObject({ status: 200, json: { profile: { following: true } } });
  expect((await call("GET /profiles/bob", { token: ann })).json.profile.following).toBe(true);
  expect((await call("GET /profiles/bob")).json.profile.following).toBe(false);
  expect((await call("POST /profiles/ann/follow", { token: ann })).status).toBe(422);
  for (const method of ["POST", "DELETE"]) {
    expect((await call(`${method} /profiles/nobody/follow`, { token: ann })).status).toBe(404);
    expect((await call(`${method} /profiles/bob/follow`)).status).toBe(401);
  }
  expect((await call("GET /profiles/nobody")).status).toBe(404);
});
