import { initTRPC } from "@trpc/server";
import superjson from "superjson";
import { expect, test } from "vitest";
import { z } from "zod";
import { compileRouter } from "../../src/executor/index.ts";
import { serve } from "../served.ts";

type Made = { at: Date; list: { n: number }[] };

const frozen = (): Made =>
  Object.freeze({ at: new Date(0), list: Object.freeze([Object.freeze({ n: 1 })]) as Made["list"] });

const t = initTRPC.create({ transformer: superjson });

/** Procedures that give one value again and again; `seen` has what each validator was given. */
function routerOf(value: unknown, options?: { keepFrozen: boolean }) {
  const seen: string[] = [];
  const output = (name: string) =>
    z.preprocess(
      (given) => (seen.push(name), given),
      z.object({ at: z.date(), list: z.array(z.object({ n: z.number() })) }),
    );
  const router = compileRouter(
    t.router({
      one: t.procedure.output(output("one")).query(() => value as Made),
      two: t.procedure.output(output("two").transform(({ list }) => ({ list }))).query(() => value as Made),
      slow: t.procedure
        .output(z.custom<Made>().refine(async () => (seen.push("slow"), true)))
        .query(() => value as Made),
    }),
    options,
  );
  return { router, seen };
}

const answers = [
  ["/one", { json: { at: "1970-01-01T00:00:00.000Z", list: [{ n: 1 }] }, meta: { values: { at: ["Date"] }, v: 1 } }],
  ["/two", { json: { list: [{ n: 1 }] } }],
] as const;

test("a frozen output is validated once per procedure, and its answers are the same, alone and in batches", async () => {
  const { router, seen } = routerOf(frozen(), { keepFrozen: true });
  await using server = await serve(router);

  for (const _ of [1, 2, 3]) {
    for (const [path, data] of answers) {
      const { status, body } = await server.send(`GET ${path}`);
      expect([status, JSON.parse(body.toString())]).toEqual([200, { result: { data } }]);
    }
  }
  const batch = await server.send("GET /one,two,nothing?batch=1");

  expect(JSON.parse(batch.body.toString())).toMatchObject([
    { result: { data: answers[0][1] } },
    { result: { data: answers[1][1] } },
    { error: { json: { data: { code: "NOT_FOUND" } } } },
  ]);
  expect(seen.toSorted()).toEqual(["one", "two"]);
});

test("all callers are given the same, which none of them can change", async () => {
  const { router } = routerOf(frozen(), { keepFrozen: true });
  const caller = router.createCaller({});
  const [first, second] = [await caller.one(), await caller.one()];

  expect(second).toBe(first);
  expect(() => first.list.push({ n: 2 })).toThrow(TypeError);
  expect(() => (first.list[0]!.n = 2)).toThrow(TypeError);
});

test("what is not frozen is looked at each time, and so is everything where nothing is kept", async () => {
  const value: Made = { at: new Date(0), list: [{ n: 1 }] };
  const changing = routerOf(value, { keepFrozen: true });
  const byDefault = routerOf(frozen());
  await using server = await serve(changing.router);

  await server.send("GET /one");
  value.list[0]!.n = 2;
  const { body } = await server.send("GET /one");
  await byDefault.router.createCaller({}).one();
  await byDefault.router.createCaller({}).one();

  expect(body.toString()).toContain('"list":[{"n":2}]');
  expect([changing.seen, byDefault.seen]).toEqual([
    ["one", "one"],
    ["one", "one"],
  ]);
});

test("failures and promises of validators are not kept", async () => {
  const wrong = routerOf(Object.freeze({ at: "never" }), { keepFrozen: true });
  const slow = routerOf(frozen(), { keepFrozen: true });
  const [wrongCaller, slowCaller] = [wrong.router.createCaller({}), slow.router.createCaller({})];

  for (const _ of [1, 2]) await expect(wrongCaller.one()).rejects.toThrow("Output validation failed");
  for (const _ of [1, 2]) expect(await slowCaller.slow()).toEqual(frozen());

  expect(wrong.seen).toHaveLength(2);
  // The first time, whether it is async is found out by calling it.
  expect(slow.seen).toHaveLength(3);
});

test("a procedure of two routers keeps in the one that says so, whichever is compiled first", async () => {
  for (const keptFirst of [true, false]) {
    let looked = 0;
    const shared = t.procedure.output(z.preprocess((given) => ((looked += 1), given), z.object({ n: z.number() })));
    const value = Object.freeze({ n: 1 });
    const one = shared.query(() => value);
    const options = [{ keepFrozen: keptFirst }, { keepFrozen: !keptFirst }];
    const callers = options.map((each) => compileRouter(t.router({ one }), each).createCaller({}));

    for (const caller of callers) {
      await caller.one();
      await caller.one();
    }

    expect(looked).toBe(1 + 2);
  }
});
