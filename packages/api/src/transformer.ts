import { fasterSuperjson } from "@tenon/node/superjson";
import superjson, { type SuperJSONResult } from "superjson";

/** What an input may hold besides JSON, and how deep in it. Small requests could make much work of the rest. */
const revived = new Set<unknown>(["Date", "undefined"]);
const maxDepth = 20;

/** superjson with a strict input side: callers are not trusted with the annotations that say how to revive a value. */
export const transformer = {
  input: {
    serialize: (value: unknown): SuperJSONResult => superjson.serialize(value),
    deserialize(value: SuperJSONResult): unknown {
      const { json, meta } = value;
      if (meta?.values === undefined) return json;
      assertRevivable(meta.values);
      // Without `referentialEqualities`: they only say which of the values, all of them there, are the same object.
      // In place: a copy would take a key `__proto__` for the copy's prototype, and nobody would see that it was sent.
      return superjson.deserialize({ json, meta: { values: meta.values, v: meta.v ?? 1 } }, { inPlace: true });
    },
  },
  output: fasterSuperjson(superjson),
};

/** Annotations are a tree such as `{ publishAt: ["Date"] }`, or one of them alone. */
function assertRevivable(annotations: unknown): void {
  const trees = [{ tree: annotations, depth: 0 }];
  for (let next = trees.pop(); next; next = trees.pop()) {
    const { tree, depth } = next;
    const isLeaf = Array.isArray(tree) && tree.length === 1 && revived.has(tree[0]);
    if (isLeaf) continue;
    if (typeof tree !== "object" || tree === null || Array.isArray(tree) || depth === maxDepth)
      throw new TypeError("Only dates are revived in an input");
    for (const child of Object.values(tree)) trees.push({ tree: child, depth: depth + 1 });
  }
}
