import { describe, expect, test } from "vitest";
import { type ZodType, z } from "zod";
import { changesOf, gives, takes } from "../contract.fixture.ts";

/** A change of a schema: what it is of an input, and what it is of an output. `!` is breaking, then the rule and the place. */
export type Seed = [name: string, before: ZodType, after: ZodType, input: string, output: string];

export const o = (shape: z.core.$ZodLooseShape) => z.object(shape);
export const text = o({ a: z.string() });
export const User = o({ name: z.string().max(9) }).meta({ id: "User" });
export const ShortUser = o({ name: z.string().max(5) }).meta({ id: "User" });
export const Circle = o({ kind: z.literal("circle"), r: z.number() });
export const Square = o({ kind: z.literal("square"), a: z.number() });

export const Tree: ZodType = z.object({
  label: z.string(),
  get nodes() {
    return z.array(Tree);
  },
});
export const ShortTree: ZodType = z.object({
  label: z.string().max(3),
  get nodes() {
    return z.array(ShortTree);
  },
});

/** `!` for what is breaking, the rule, and the place. */
async function told(side: "input" | "output", { before, after }: { before: ZodType; after: ZodType }): Promise<string> {
  const routes = side === "input" ? takes : gives;
  const changes = await changesOf(routes(before), routes(after));
  for (const { procedure, message } of changes) {
    expect(procedure).toBe("posts.save");
    expect(message).toMatch(/^[^{}]{10,}\.$/);
  }
  return changes
    .map(
      ({ kind, rule, where }) =>
        `${kind === "breaking" ? "!" : ""}${rule.replace(`${side}-`, "")} ${where.replace(`/${side}`, "")}`,
    )
    .map((line) => line.trim())
    .toSorted()
    .join(", ");
}

const sorted = (list: string) => list.split(", ").toSorted().join(", ");

/** Tests each change in both directions. */
export function describeSeeds(seeds: readonly Seed[]): void {
  describe.each(seeds)("%s", (...[, before, after, input, output]: Seed) => {
    test("in an input", async () => expect(await told("input", { before, after })).toBe(sorted(input)));
    test("in an output", async () => expect(await told("output", { before, after })).toBe(sorted(output)));
  });
}
