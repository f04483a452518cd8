import { describe, expect, test } from "vitest";
import { censor } from "./censor.ts";

const canary = "canary-9f3a";
const printed = (fields: object): unknown => JSON.parse(JSON.stringify(censor(fields)));

describe("names", () => {
  const secrets = [
    "password newPassword currentPassword passwordHash passwordConfirmation PGPASSWORD",
    "token accessToken refresh_token sessionToken TENON_TOKEN x-csrf-token secret APP_SECRET",
    "authorization Authorization AUTHORIZATION proxy-authorization cookie Set-Cookie",
    "apiKey api_key X-Api-Key privateKey connectionParams connectionString DATABASE_URL credentials",
    "challenge recoveryCode recovery_codes",
  ];
  const harmless = [
    "tokenCount token_count tokenId passwordLength passwordFaults cookieName credentialsPath",
    "path key url session idempotency-key author bypass constructor __proto__",
  ];

  test.each(secrets.join(" ").split(" "))("%s is secret", (name) => {
    expect(printed({ [name]: canary, x: { [name]: { y: canary } } })).toEqual({
      [name]: "[redacted]",
      x: { [name]: "[redacted]" },
    });
  });

  test.each(harmless.join(" ").split(" "))("%s is not", (name) => {
    const fields = Object.fromEntries([[name, "shown"]]);
    expect(printed(fields)).toEqual(fields);
  });
});

describe("errors", () => {
  const refused = (more: object) => Object.assign(new Error("refused"), more);

  test.each([
    ["under any name", { cause: refused({ password: canary }) }],
    ["as `err` below the top", { x: { err: refused({ password: canary }) } }],
    ["with a toJSON", { err: refused({ toJSON: () => ({ password: canary }) }) }],
  ])("%s lose their secrets and keep their message", (_, fields) => {
    const text = JSON.stringify(printed(fields));
    expect(text).not.toContain(canary);
    expect(text).toContain('"message":"refused"');
  });

  test("tell their causes, and those they aggregate as a list", () => {
    const cause = refused({ token: canary });
    const err = new AggregateError([cause, "text"], "all failed", { cause });

    expect(printed({ err })).toEqual({
      err: {
        type: "AggregateError",
        message: "all failed: refused",
        stack: `${err.stack}\ncaused by: ${cause.stack}`,
        aggregateErrors: [{ type: "Error", message: "refused", stack: cause.stack, token: "[redacted]" }, "text"],
      },
    });
  });

  test("that are their own causes come to an end, frozen ones too", () => {
    const err = refused({});
    Object.freeze(Object.assign(err, { cause: err, self: err, errors: [err] }));

    expect(printed({ err })).toMatchObject({ err: { type: "Error", self: "[Circular]", errors: ["[Circular]"] } });
  });
});

describe("values", () => {
  test("a toJSON is asked, and what it gives is censored", () => {
    class Request {
      toJSON = () => ({ headers: { authorization: canary } });
    }
    const called = Object.assign(() => 1, { toJSON: () => ({ password: canary }) });

    expect(
      printed({
        request: new Request(),
        at: new Date(0),
        x: { called },
        self: {
          toJSON() {
            return this;
          },
        },
      }),
    ).toEqual({
      request: { headers: { authorization: "[redacted]" } },
      at: "1970-01-01T00:00:00.000Z",
      x: {},
      self: {},
    });
  });

  test("arrays stay arrays", () => {
    expect(printed({ list: [{ token: canary }, "text", [{ a: 1 }]] })).toEqual({
      list: [{ token: "[redacted]" }, "text", [{ a: 1 }]],
    });
  });

  test("cycles and the sixth level are not walked", () => {
    const cyclic: Record<string, unknown> = { password: canary };
    cyclic["self"] = cyclic;
    cyclic["x"] = { cyclic };

    expect(printed(cyclic)).toEqual({ password: "[redacted]", self: "[Circular]", x: { cyclic: "[Circular]" } });
    expect(printed({ a: { b: { c: { d: { password: canary, e: { password: canary }, at: new Date(0) } } } } })).toEqual(
      {
        a: { b: { c: { d: { password: "[redacted]", e: "[deep]", at: "1970-01-01T00:00:00.000Z" } } } },
      },
    );
  });

  test("what throws is unreadable, and the rest is read", () => {
    const fail = () => {
      throw new Error("getter");
    };
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const fields = {
      proxy,
      x: Object.defineProperty({ b: 1 }, "a", { get: fail, enumerable: true }),
      json: { toJSON: fail },
      jsonGetter: Object.defineProperty({}, "toJSON", { get: fail }),
      err: Object.defineProperty(new Error("refused"), "detail", { get: fail, enumerable: true }),
    };

    expect(printed(fields)).toMatchObject({
      proxy: "[unreadable]",
      x: { a: "[unreadable]", b: 1 },
      json: "[unreadable]",
      jsonGetter: "[unreadable]",
      err: { message: "refused", detail: "[unreadable]" },
    });
  });

  test("no more than a thousand are walked, however often they are referred to", () => {
    let reads = 0;
    let shared: object = { password: canary };
    for (let level = 0; level < 4; level++) {
      const inner = shared;
      const get = () => (reads++, inner);
      shared = Object.defineProperties(
        {},
        Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`k${i}`, { get, enumerable: true }])),
      );
    }

    const text = JSON.stringify(printed({ shared, list: Array(1e8) }));

    expect(reads).toBeLessThanOrEqual(1000);
    expect(text).toContain("[more]");
    expect(text.length).toBeLessThan(100_000);
  });
});
