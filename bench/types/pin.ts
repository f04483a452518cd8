// What the product's test suite calls: it needs the repository's own install, nothing of this folder's.
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { tenon } from "./contenders/tenon.ts";
import { compile } from "./measure/compile.ts";
import { configOf, emitConfig, writeProject } from "./measure/project.ts";

export { productSlope } from "./measure/product.ts";

const root = join(import.meta.dirname, "../..");
const [small, large] = [10, 100];

/** Whose dependencies the generated programs borrow. */
const lenders = {
  "@trpc/client": "packages/client",
  "@trpc/server": "packages/api",
  superjson: "packages/api",
  zod: "packages/api",
};

/** Instantiations per procedure of a generated router in the product's style, through declarations: 10 procedures against 100. */
export async function generatedSlope(folder: string): Promise<number> {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, lender] of Object.entries(lenders)) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, lender, "node_modules", name), link, "junction");
  }
  const of = async (size: number) => {
    const project = join(folder, String(size));
    writeProject(project, tenon, size);
    await compile(join(project, emitConfig), join(root, "package.json"));
    return compile(join(project, configOf("declarations", "every")), join(root, "package.json"));
  };
  const [less, more] = [await of(small), await of(large)];
  return (more.instantiations - less.instantiations) / (large - small);
}
