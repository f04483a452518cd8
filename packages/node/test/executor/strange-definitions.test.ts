import { type AnyTRPCProcedure, experimental_standaloneMiddleware, initTRPC } from "@trpc/server";
import { createInputMiddleware, createOutputMiddleware } from "@trpc/server/unstable-core-do-not-import";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { settled } from "../../src/executor/call.ts";
import { compileRouter, executorOf } from "../../src/executor/compile.ts";
import { describeValue } from "../describe-value.ts";

const { procedure, router, middleware } = initTRPC.context<object>().meta<object>().create();

type Callable = (opts: object) => Promise<unknown>;

type See = (what: unknown) => void;
/** Made anew for each way to call it; what its steps do is told to `see`. */
type Make = (see: See) => AnyTRPCProcedure;

const call = { ctx: { user: "ann" }, path: "strange", type: "query", signal: undefined, batchIndex: 0 };
const callWith = (raw: unknown) => ({ ...call, getRawInput: async () => raw });

/** What calls come to, and what the steps see, is the same: of the procedure itself, compiled in a router, by its executor. */
async function assertSame(make: Make, raw: unknown = "raw"): Promise<void> {
  const expected = await run(make, (made) => made as unknown as Callable, raw);
  expect(await run(make, inRouter, raw)).toEqual(expected);
  expect(await run(make, byExecutor, raw)).toEqual(expected);
}

const inRouter = (made: AnyTRPCProcedure) =>
  (compileRouter(router({ made }))._def.procedures as unknown as { made: Callable }).made;

const byExecutor =
  (made: AnyTRPCProcedure): Callable =>
  async (opts) => {
    const result = settled(await executorOf(made)(opts as never));
    if (!result.ok) throw result.error;
    return result.data;
  };

async function run(make: Make, way: (made: AnyTRPCProcedure) => Callable, raw: unknown): Promise<unknown[]> {
  const seen: unknown[] = [];
  const made = make((what) => void seen.push(describeValue(what)));
  const { first } = made as { first?: AnyTRPCProcedure }; // Called before it.
  for (const callable of [...(first ? [way(first)] : []), way(made), way(made)]) {
    seen.push(await callable(callWith(raw)).then(describeValue, (error: unknown) => describeValue({ error })));
  }
  return seen;
}

const typed = (step: object, _type: string): never => Object.assign(step, { _type }) as never;

describe("what only looks like tRPC's", () => {
  test.each(["input", "output", "errors", "resolver", "a type to come"])(
    "a middleware of type %j runs",
    async (type) => {
      const step = (see: See) => (opts: { next: () => unknown; input: unknown }) => (see(opts.input), opts.next());
      await assertSame((see) => procedure.use(typed(step(see), type)).query(({ input }) => input));
      await assertSame((see) =>
        procedure
          .use(typed(step(see), type))
          .input(z.string())
          .query(({ input }) => input),
      );
    },
  );

  test("a validator that is not among the inputs runs", async () => {
    const parse = (value: unknown) => `parsed ${String(value)}`;
    await assertSame(() => procedure.use(createInputMiddleware(parse) as never).query(({ input }) => input));
    await assertSame(() =>
      procedure
        .input(z.string())
        .use(createInputMiddleware(parse) as never)
        .query(({ input }) => input),
    );
    await assertSame(() => procedure.use(middleware(createInputMiddleware(parse) as never)).query(() => 1));
  });

  test("a validator that is not the output runs", async () => {
    const parse = (value: unknown) => `parsed ${String(value)}`;
    await assertSame(() => procedure.use(createOutputMiddleware(parse) as never).query(() => "out"));
  });

  test("a validator beside the output runs", async () => {
    const parse = (value: unknown) => `parsed ${String(value)}`;
    await assertSame(() =>
      procedure
        .output(z.string())
        .use(createOutputMiddleware(parse) as never)
        .query(() => "out"),
    );
  });

  test("a middleware of that type beside the output runs", async () => {
    await assertSame((see) =>
      procedure
        .output(z.string())
        .use(typed((opts: { next: () => unknown }) => (see("own"), opts.next()), "output"))
        .query(() => "out"),
    );
  });
});

describe("what was put around tRPC's", () => {
  const plain = () => procedure.input(z.string()).query(({ input }) => input);

  test("a function around a procedure is called", async () => {
    await assertSame((see) => {
      const made = plain();
      return Object.assign(async (opts: object) => (see("around"), (made as unknown as Callable)(opts)), made) as never;
    });
  });

  test("a proxy of a procedure is called", async () => {
    await assertSame(
      (see) => new Proxy(plain(), { apply: (made, self, args) => (see("around"), Reflect.apply(made, self, args)) }),
    );
  });

  test("a function around each step is called", async () => {
    await assertSame((see) => {
      const made = procedure.query(({ ctx }) => ctx);
      const { middlewares } = made._def as unknown as { middlewares: Callable[] };
      const around = middlewares.map((step) => async (opts: object) => (see("around"), step(opts)));
      middlewares.splice(0, middlewares.length, ...around);
      return made;
    });
  });
});

describe("a schema that turns out to be async", () => {
  const late = z.any().refine(async () => true);
  const schema = (see: See) =>
    z
      .any()
      .transform((value: unknown) => (see("tried"), value))
      .pipe(late);

  test("is not tried again by the procedures of one builder", async () => {
    await assertSame((see) => {
      const shared = procedure.input(schema(see)).output(schema(see));
      return Object.assign(
        shared.query(({ input }) => input),
        { first: shared.query(() => 1) },
      );
    });
  });

  test("is tried by each builder that takes it", async () => {
    await assertSame((see) => {
      const same = schema(see);
      return Object.assign(
        procedure.input(same).query(({ input }) => input),
        { first: procedure.input(same).query(() => 1) },
      );
    });
  });
});

describe("a middleware that returns no result", () => {
  test.each([undefined, null, "", 0, false, "a text", 5, true, {}])("but %j", async (result) => {
    await assertSame(() => procedure.use(async () => result as never).query(() => 1));
    await assertSame(() =>
      procedure
        .output(z.any())
        .use(async () => result as never)
        .query(() => 1),
    );
  });
});

test("the resolver is given what a middleware is given, except for `next`", async () => {
  const keys = (opts: object) =>
    Object.keys(opts)
      .toSorted()
      .filter((key) => key !== "next");
  await assertSame((see) => procedure.use((opts) => (see(keys(opts)), opts.next())).query(keys));
});

test("what is tRPC's own does not stay as it is", () => {
  const add = middleware(({ next }) => next({ ctx: { added: 1 } }));
  const plugin = initTRPC.create().procedure.use(({ next }) => next());
  const standalone = experimental_standaloneMiddleware().create(({ next }) => next());
  const known = {
    nothing: procedure.query(() => 1),
    validated: procedure
      .input(z.object({ a: z.string() }))
      .output(z.any())
      .mutation(() => 1),
    chained: procedure
      .use(add)
      .input(z.any())
      .use(add.unstable_pipe(add))
      .input(z.any())
      .output(z.any())
      .query(() => 1),
    joined: procedure
      .input(z.any())
      .concat(plugin)
      .use(standalone)
      .query(() => 1),
    described: procedure
      .meta({ a: 1 })
      .errors(({ shape }) => shape)
      .subscription(async function* () {}),
  };
  const { procedures } = compileRouter(router(known))._def;
  expect(Object.entries(known).filter(([name, made]) => procedures[name as "nothing"] === (made as unknown))).toEqual(
    [],
  );
});
