import * as fc from "fast-check";
import { expect, test } from "vitest";
import { canonical } from "../canonical.ts";
import { contractOf, gives, takes } from "../contract.fixture.ts";
import { compareContracts } from "../index.ts";
import { type Ast, edits, schemas, zodOf } from "../schema.fixture.ts";
import { values } from "../value.fixture.ts";

const runs = { numRuns: Number(process.env["TENON_FC_RUNS"] ?? 300) };

/** Schemas that zod itself cannot make or convert are of no interest. */
async function contracts(side: typeof takes, { before, after }: { before: Ast; after: Ast }) {
  return [await contractOf(side(zodOf(before))), await contractOf(side(zodOf(after)))] as const;
}

const breaks = (changes: ReturnType<typeof compareContracts>): boolean =>
  changes.some(({ kind }) => kind === "breaking");

/** Edits with values: of the schema before for an input, of the one after for an output. */
const cases = (side: "before" | "after") =>
  edits.chain((edit) => fc.tuple(fc.constant(edit), fc.array(values(edit[side]), { minLength: 15, maxLength: 15 })));

test("an input that changes compatibly takes every value that it took", { timeout: 300_000 }, async () => {
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(cases("before"), async ([edit, candidates]) => {
      const [before, after] = await contracts(takes, edit);
      const changes = compareContracts(before, after);
      if (breaks(changes)) return;
      const [old, now] = [[zodOf(edit.before), zodOf(edit.before, "caller")], zodOf(edit.after)];
      for (const value of candidates) {
        if (!old.every((schema) => schema.safeParse(value).success)) continue;
        if (changes.length > 0) tried++;
        expect({ value, issues: now.safeParse(value).error?.issues }).toEqual({ value, issues: undefined });
      }
    }),
    runs,
  );
  expect(tried).toBeGreaterThan(10);
});

test("an output that changes compatibly gives only what it could have given", { timeout: 300_000 }, async () => {
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(cases("after"), async ([edit, candidates]) => {
      const [before, after] = await contracts(gives, edit);
      const changes = compareContracts(before, after);
      if (breaks(changes)) return;
      const [known, now] = [zodOf(edit.before, "reader"), zodOf(edit.after, "reader")];
      for (const candidate of candidates) {
        const { data: value, success } = now.safeParse(candidate);
        // What an intersection or an exclusive union gives, it need not take.
        if (!success || !now.safeParse(value).success) continue;
        if (changes.length > 0) tried++;
        expect({ value, issues: known.safeParse(value).error?.issues }).toEqual({ value, issues: undefined });
      }
    }),
    runs,
  );
  expect(tried).toBeGreaterThan(10);
});

test("a contract does not differ from itself, nor from one made anew", { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(schemas, async (ast) => {
      const [before, after] = await contracts(takes, { before: ast, after: ast });
      expect(canonical(after)).toBe(canonical(before));
      expect(compareContracts(before, after)).toEqual([]);
      const [left, right] = await contracts(gives, { before: ast, after: ast });
      expect(compareContracts(left, right)).toEqual([]);
    }),
    runs,
  );
});

test("what a value can tell is told", { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(cases("before"), async ([edit, candidates]) => {
      const [old, now] = [zodOf(edit.before), zodOf(edit.after)];
      const [before, after] = await contracts(takes, edit);
      fc.pre(compareContracts(before, after).length === 0);
      for (const value of candidates) expect(now.safeParse(value).success).toBe(old.safeParse(value).success);
    }),
    runs,
  );
});
