import { createClient, type WireError } from "@tenon/client";
import { expect, test } from "vitest";
import { explain } from "./explain.ts";
import { type Failure, tell } from "./failure.ts";
import type { Target } from "./target.ts";
import { timedFetch } from "./timed-fetch.ts";

const target: Target = { url: "http://tenon.test" };

/** The failure of a call whose `fetch` does this. */
async function failureOf(respond: () => Response, as: Target = target): Promise<Failure> {
  const fetch = timedFetch(() => Promise.resolve().then(respond));
  // A mutation, as those are never tried again.
  const call = createClient({ url: as.url, fetch }).auth.logout.mutate();
  return explain(await call.catch((error: unknown) => error), as);
}

function refuse(data: Partial<WireError>) {
  const wire = { code: "X", httpStatus: 400, requestId: "r-1", message: "No.", ...data };
  return () =>
    Response.json(
      { error: { json: { message: wire.message, code: -32_000, data: wire } } },
      { status: wire.httpStatus },
    );
}

const unreachable = (cause: Error) => () => {
  throw new TypeError("fetch failed", { cause });
};

test("a refusal is the server's sentence with its reason, and its fields", async () => {
  const fields = [
    { path: ["title"], code: "too_small", message: "Too short" },
    { path: ["tags", 2], code: "custom", message: "must not contain /" },
    { path: [], code: "custom", message: "Not like this" },
  ];

  const failure = await failureOf(refuse({ reason: "INVALID_INPUT", message: "Some fields are not valid.", fields }));

  expect(failure.kind).toBe("refused");
  expect(tell(failure, false)).toBe(
    "tenon: Some fields are not valid. (INVALID_INPUT)\n  title: Too short\n  tags.2: must not contain /\n  Not like this\n",
  );
});

test.each([
  [{ reason: "TOO_MANY_ATTEMPTS", retryAfter: 12 }, "Try again in 12 s."],
  [{ reason: "AUTH_BUSY" }, undefined],
  [{ reason: "SUDO_REQUIRED" }, "Sign in again: tenon login"],
  [{ reason: "INVALID_CURSOR" }, "Begin again without --cursor."],
  [{ reason: "INTERNAL" }, "The server's log tells more, under request r-1."],
  [{ reason: "POST_NOT_FOUND" }, undefined],
] as const)("%j is helped by %j", async (data, help) => {
  expect((await failureOf(refuse(data))).details).toEqual(help === undefined ? [] : [help]);
});

test.each([
  [undefined, "You are not signed in at http://tenon.test."],
  ["file", "Your session at http://tenon.test has ended."],
  ["environment", "http://tenon.test does not accept the token of TENON_TOKEN."],
] as const)("an unknown caller with a token from %s", async (tokenFrom, message) => {
  const failure = await failureOf(refuse({ reason: "UNAUTHENTICATED" }), {
    ...target,
    ...(tokenFrom && { tokenFrom }),
  });

  expect(failure).toMatchObject({ kind: "signedOut", message });
});

test.each([
  [
    "refused",
    unreachable(Object.assign(new Error("x"), { code: "ECONNREFUSED" })),
    "Nothing answers at http://tenon.test (ECONNREFUSED).",
  ],
  ["a bad port", unreachable(new Error("bad port")), "Nothing answers at http://tenon.test (bad port)."],
  [
    "too late",
    unreachable(new DOMException("x", "TimeoutError")),
    "http://tenon.test did not answer within 30 seconds.",
  ],
  ["a web site", () => new Response("<html>"), "http://tenon.test answers with HTTP 200, but not as a Tenon server."],
  [
    "another API",
    () => Response.json({ ok: true }, { status: 404 }),
    "http://tenon.test answers with HTTP 404, but not as a Tenon server.",
  ],
  [
    "a redirection",
    () => Response.redirect("https://tenon.test/"),
    "http://tenon.test redirects to https://tenon.test/.",
  ],
  ["a gateway", () => new Response("<html>", { status: 502 }), "http://tenon.test answers with HTTP 502."],
])("%s: the server is not reachable", async (_name, respond, message) => {
  expect(await failureOf(respond)).toMatchObject({ kind: "unreachable", message });
});

test("a fault of our own is told as one, with a stack trace on demand only", () => {
  const failure = explain(new RangeError("oops"), target);

  expect(failure.message).toBe("Unexpected: RangeError: oops");
  expect(tell(failure, false)).not.toContain("    at ");
  expect(tell(failure, true)).toContain("    at ");
});

test("control characters of the server's message do not reach the terminal", async () => {
  const failure = await failureOf(refuse({ reason: "CONFLICT", message: "\u001b]0;x\u0007" }));

  expect(tell(failure, false)).toBe("tenon: ␛]0;x␇ (CONFLICT)\n");
});
