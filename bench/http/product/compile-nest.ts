import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { transformFileSync } from "@swc/core";

const nest = "servers/nest";
const sources = ["settings.ts", "post-query.ts", "servers/prisma.ts"];

// swc's types do not know `rewriteRelativeImportExtensions` yet; an object with a name of its own is not checked for it.
const jsc = {
  parser: { syntax: "typescript", decorators: true },
  transform: { legacyDecorator: true, decoratorMetadata: true },
  target: "es2022",
  rewriteRelativeImportExtensions: true,
} as const;

/** Nest needs decorators with their types, which Node does not strip: swc, as in https://docs.nestjs.com/recipes/swc. */
export function compileNest(): string {
  const outDir = join(import.meta.dirname, "../.build/product");
  const own = readdirSync(join(import.meta.dirname, nest)).filter((name) => name.endsWith(".ts"));
  for (const name of [...sources, ...own.map((file) => join(nest, file))]) {
    const { code } = transformFileSync(join(import.meta.dirname, name), {
      swcrc: false,
      module: { type: "es6" },
      jsc,
    });
    const target = join(outDir, name.replace(/\.ts$/, ".js"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
  }
  return join(outDir, nest, "main.js");
}
