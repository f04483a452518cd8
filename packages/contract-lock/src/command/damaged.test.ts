import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { contractOf, none, p } from "../contract.fixture.ts";
import { type Contract, printContract, runContractCommand } from "../index.ts";

const folder = mkdtempSync(join(tmpdir(), "contract-lock-"));
const file = join(folder, "contract.lock.json");
afterAll(() => rmSync(folder, { recursive: true }));

const Tree: z.ZodType = z.object({
  at: z.date().min(new Date(0)),
  count: z.bigint().max(9n),
  kind: z.enum(["a", "b"]).default("a"),
  name: z.string().max(9).regex(/^a/i),
  tags: z.set(z.string()).max(9),
  pair: z.tuple([z.string(), z.int().lt(5)]),
  id: z.union([z.uuid(), z.email(), z.literal(true)]),
  words: z.looseRecord(z.string().regex(/^a/), z.number().multipleOf(2)),
  url: z
    .url({ protocol: /^https$/ })
    .trim()
    .pipe(z.string().max(9)),
  yes: z.stringbool({ case: "sensitive" }),
  map: z.map(z.string(), z.bigint().multipleOf(2n)),
  long: z.any().check(z.property("length", z.int())),
  maybe: z.union([z.object({ a: z.string() }), z.object({ b: z.string() }), z.undefined()]),
  get nodes() {
    return z.record(z.string(), z.array(Tree)).optional();
  },
});
const contract = await contractOf({ tree: p.meta({ access: "user" }).input(Tree).output(Tree).mutation(none) });

async function check(text: string): Promise<{ code: number; said: string }> {
  writeFileSync(file, text);
  let said = "";
  const code = await runContractCommand({
    args: ["check"],
    file,
    name: "contract",
    describe: () => Promise.resolve(contract),
    write: (part) => (said += part),
    isColored: false,
  });
  return { code, said };
}

/** The paths of all values in a JSON value. */
function pathsIn(json: unknown, path: readonly string[] = []): string[][] {
  const inner = typeof json === "object" && json !== null ? Object.entries(json) : [];
  return [[...path], ...inner.flatMap(([key, value]) => pathsIn(value, [...path, key]))];
}

/** A copy with another value in one place, or without it. */
function edited(path: readonly string[], value: unknown): Contract {
  const copy = structuredClone(contract);
  const parent = path
    .slice(0, -1)
    .reduce<Record<string, unknown>>(
      (json, key) => json[key] as Record<string, unknown>,
      copy as unknown as Record<string, unknown>,
    );
  const key = path.at(-1) ?? "";
  if (value === undefined) delete parent[key];
  else parent[key] = value;
  return copy;
}

const nonsense = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    true,
    false,
    null,
    "",
    "x",
    -1,
    0,
    1e300,
    [],
    {},
    [{}],
    { not: {} },
    { anyOf: [] },
  ),
  fc.constantFrom(...Object.keys(contract.$defs)).map((name) => ({ $ref: `#/$defs/${name}` })),
  fc.jsonValue(),
);

test("whatever is edited by hand, the check ends with a sentence", { timeout: 300_000 }, async () => {
  const paths = pathsIn(contract).filter((path) => path.length > 0);
  const places = fc.constantFrom(...paths);
  await fc.assert(
    fc.asyncProperty(places, nonsense, async (path, value) => {
      const { code, said } = await check(printContract(edited(path, value)));

      expect([0, 1, 2]).toContain(code);
      expect(said).toMatch(/\.\n$/);
    }),
    { numRuns: Number(process.env["TENON_FC_RUNS"] ?? 300) },
  );
});

test("references that go round in circles end", async () => {
  const { $defs } = contract;
  const circle = { ...$defs, A: { $ref: "#/$defs/B" }, B: { anyOf: [{ $ref: "#/$defs/A" }, { $ref: "#/$defs/B" }] } };
  const text = printContract({ ...edited(["procedures", "tree", "input"], { $ref: "#/$defs/A" }), $defs: circle });

  expect(await check(text)).toMatchObject({ code: 1 });
});
