import { AppError } from "@tenon/contract/app-error";
import { testWorld } from "@tenon/core/testing";
import { createMemoryLimiter } from "@tenon/platform/memory-limiter";
import { describe, expect, test } from "vitest";
import type { RequestCtx } from "./context.ts";
import { callerOf } from "./testing.ts";

describe("a call", () => {
  const limit = { count: 2, windowMs: 60_000 };
  const limits = {
    calls: limit,
    credentials: limit,
    registrations: limit,
    mailRequests: limit,
    mailsToAddress: limit,
    "token-calls": limit,
    refreshes: limit,
    "user-codes": limit,
  };

  test("is charged to who calls, whatever the procedure, and refused when nothing is left", async () => {
    await using world = await testWorld();
    const limiter = createMemoryLimiter(limits);
    const headers = new Map<string, string>();
    const reply = {
      setSession() {},
      clearSession() {},
      setDevice() {},
      setHeader: (name: string, value: string) => void headers.set(name, value),
    };
    const ada = callerOf(await world.as("ada"), { reply, limiter });

    await ada.me.get();
    await ada.posts.list({});
    expect(headers.get("ratelimit-policy")).toBe('"calls";q=2;w=60');
    expect(headers.get("ratelimit")).toBe('"calls";r=0;t=60');

    await expect(ada.posts.list({})).rejects.toMatchObject({
      code: "TOO_MANY_REQUESTS",
      cause: { reason: "RATE_LIMITED", retryAfter: 60 },
    });
    await expect(callerOf(await world.as("bob"), { limiter }).me.get()).resolves.toMatchObject({ username: "bob" });
  });

  test("of nobody is charged to the network, one that only pretends to be somebody too", async () => {
    await using world = await testWorld();
    const limiter = createMemoryLimiter(limits);
    const from = (ip: string, overrides: Partial<RequestCtx> = {}) =>
      callerOf({ ...world.anonymous, client: { ip }, limiter }, overrides);
    const known = { kind: "anonymous" } as const;
    const pretender = { caller: { known, identify: () => Promise.reject(new AppError("UNAUTHENTICATED")) } };

    await from("2001:db8::1").system.info();
    await expect(from("2001:db8::2", pretender).posts.list({})).rejects.toMatchObject({ code: "UNAUTHORIZED" });

    await expect(from("2001:db8::3").posts.list({})).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    await expect(from("2001:db8:0:1::3").posts.list({})).resolves.toMatchObject({ items: [] });
  });
});
