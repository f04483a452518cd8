// node bench/types/run.ts [--only tenon,hono] [--sizes 10,100]: needs this folder's own install. Only a whole run writes the results.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ids, rows } from "./contenders/rows.ts";
import { measureAll } from "./measure/measure.ts";
import { buildProduct, measureProduct } from "./measure/product.ts";
import { nameOf } from "./report/format.ts";
import { summary, writeResults } from "./report/results.ts";

const allSizes = [10, 100, 1000];
const { values } = parseArgs({ options: { only: { type: "string" }, sizes: { type: "string" } } });
const only = values.only?.split(",") ?? [...ids, "product"];
const sizes = values.sizes?.split(",").map(Number) ?? allSizes;
const unknown = only.filter((id) => ![...ids, "product"].includes(id));
if (unknown.length > 0) {
  process.stderr.write(`There is no ${unknown.join(", ")}. There are ${[...ids, "product"].join(", ")}.\n`);
  process.exit(2);
}

const chosen = rows.filter(({ contender }) => only.includes(contender.id));
const results = await measureAll(chosen, sizes, (row, size) =>
  process.stderr.write(`${nameOf(row)}, ${size} procedures\n`),
);
const product = only.includes("product") ? await productResult() : undefined;
process.stdout.write(`${summary(results, product)}\n`);
if (values.only === undefined && values.sizes === undefined) writeResults(results, product);

async function productResult() {
  try {
    buildProduct();
  } catch (error) {
    process.stderr.write(`The product itself is not measured, for it does not compile: ${String(error)}\n`);
    return undefined;
  }
  return measureProduct(join(import.meta.dirname, "generated/product"));
}
