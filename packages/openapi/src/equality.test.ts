import { TRPCError, getTRPCErrorFromUnknown } from "@trpc/server";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { rest } from "./index.ts";
import { serve, t } from "./serve.fixture.ts";

const Input = z.object({
  id: z.string().min(1),
  n: z.number().max(10).optional(),
  at: z.date().min(new Date(0)).optional(),
  big: z.bigint().nullable().optional(),
  tags: z.array(z.string().max(3)).max(3).optional(),
  kind: z
    .discriminatedUnion("type", [
      z.object({ type: z.literal("a"), at: z.date() }),
      z.object({ type: z.literal("b"), n: z.int() }),
    ])
    .optional(),
  mixed: z.union([z.object({ at: z.date(), n: z.number().min(3) }), z.object({ name: z.string() })]).optional(),
  limit: z.number().default(5),
});

const echo = t.procedure.input(Input).use(({ next, ctx }) => next({ ctx: { user: ctx.user.toUpperCase() } }));
const resolve = ({ ctx, input }: { ctx: { user: string }; input: z.output<typeof Input> }): unknown => {
  if (input.n === 7) throw new TRPCError({ code: "CONFLICT", message: "seven" });
  if (input.n === 8) throw new Error("eight");
  return { user: ctx.user, input };
};
const router = t.router({
  post: rest(echo, "POST /things/{id}").mutation(resolve),
  get: rest(
    t.procedure.input(Input.pick({ id: true, n: true, at: true, tags: true, limit: true })),
    "GET /things/{id}",
  ).query(({ input }) => ({ input })),
});

const junk = fc.constantFrom<unknown>("", "x", -1, 1.5, true, null, [], {}, ["long text"], { at: 1 });
const dates = fc.constantFrom<unknown>(new Date(-1), new Date(0), new Date(1e12));
const key = (good: fc.Arbitrary<unknown>) => fc.oneof({ arbitrary: good, weight: 4 }, { arbitrary: junk, weight: 1 });
const inputs = fc.record(
  {
    id: fc.constantFrom("a", "b c", "ü/%"),
    n: key(fc.constantFrom<unknown>(1, 7, 8, 11)),
    at: key(dates),
    big: key(fc.constantFrom<unknown>(1n, -(10n ** 30n), null)),
    tags: key(fc.array(fc.constantFrom<unknown>("a", "long"), { maxLength: 4 })),
    kind: key(
      fc.record<Record<string, unknown>>(
        { type: fc.constantFrom("a", "b", "c"), at: key(dates), n: key(fc.integer()) },
        { requiredKeys: [] },
      ),
    ),
    mixed: key(
      fc.oneof<fc.Arbitrary<unknown>[]>(
        fc.record({ at: key(dates), n: fc.constantFrom(1, 5) }),
        fc.record({ name: key(fc.string()) }),
      ),
    ),
    limit: key(fc.integer()),
    unknown: junk,
  },
  { requiredKeys: ["id"] },
);

interface Outcome {
  readonly code: string;
  readonly issues?: string[];
  readonly value?: unknown;
}

const wire = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? String(item) : item));

async function called(call: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { code: "OK", value: JSON.parse(wire(await call())) };
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause);
    const issues = error.code === "BAD_REQUEST" && error.cause instanceof z.ZodError ? error.cause.issues : undefined;
    return {
      code: error.code,
      ...(issues && {
        issues: issues
          .map(({ code, path }) => `${code} #${path.map((part) => `/${String(part)}`).join("")}`)
          .toSorted(),
      }),
    };
  }
}

function seen({ status, json }: { status: number; json: any }): Outcome {
  if (status < 300) return { code: "OK", value: json };
  const issues = json.errors?.map(({ code, pointer }: Record<string, string>) => `${code} ${pointer}`).toSorted();
  return { code: json.code, ...(issues && { issues }) };
}

test("REST and a direct call agree on class, code, issues and value", { timeout: 60_000 }, async () => {
  await using server = await serve(router);
  const caller = router.createCaller({ user: "ann" });
  const codes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      const { id, ...body } = input;
      const direct = await called(() => caller.post(input as never));
      codes.add(direct.code);
      expect(seen(await server.call(`POST /things/${encodeURIComponent(id)}`, { body: wire(body) }))).toEqual(direct);
    }),
    // One of each class for certain, and then whatever comes.
    { numRuns: 600, examples: [1, 7, 8, "junk"].map((n): [{ id: "a"; n: unknown }] => [{ id: "a", n }]) },
  );
  expect([...codes].toSorted()).toEqual(["BAD_REQUEST", "CONFLICT", "INTERNAL_SERVER_ERROR", "OK"]);
});

test("so they do through a query string, where it can say the value", { timeout: 60_000 }, async () => {
  await using server = await serve(router);
  const caller = router.createCaller({ user: "ann" });
  const sayable = fc.record(
    {
      id: fc.constantFrom("a", "b c", "ü/%"),
      n: fc.oneof(
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n)),
        fc.constant("x"),
      ),
      at: fc.oneof(dates, fc.constant("2026-02-30")),
      tags: fc.array(fc.string({ maxLength: 4 }), { minLength: 1, maxLength: 4 }),
      limit: fc.integer(),
    },
    { requiredKeys: ["id"] },
  );
  await fc.assert(
    fc.asyncProperty(sayable, async ({ id, ...others }) => {
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(others)) {
        for (const item of Array.isArray(value) ? value : [value])
          query.append(name, item instanceof Date ? item.toISOString() : String(item));
      }
      const direct = await called(() => caller.get({ id, ...others } as never));
      expect(seen(await server.call(`GET /things/${encodeURIComponent(id)}?${query.toString()}`))).toEqual(direct);
    }),
    { numRuns: 300 },
  );
});
