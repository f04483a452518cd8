import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Contender, Through } from "../contenders/contender.ts";
import type { Files } from "../model/contract.ts";
import { resourcesFor } from "../model/resources.ts";

/** Which client program is checked: one that calls every procedure once, or one file of it, with the first ten. */
export type Program = "every" | "ten";

const pagesOfTen = 2;

// As tsconfig.base.json, so that nobody is measured with other options than the product; "dom" because clients are browsers.
const options = {
  target: "es2024",
  lib: ["es2025", "esnext.disposable", "dom", "dom.iterable"],
  module: "nodenext",
  types: [],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
  skipLibCheck: true,
};
const checked = { ...options, noEmit: true, allowImportingTsExtensions: true };
const emitted = {
  ...options,
  rewriteRelativeImportExtensions: true,
  declaration: true,
  emitDeclarationOnly: true,
  rootDir: ".",
  outDir: "dist",
};

/** Writes a contender's server, its clients and a tsconfig for each into an empty folder. */
export function writeProject(folder: string, contender: Contender, size: number): void {
  const resources = resourcesFor(size);
  const files: Files = { ...contender.server(resources), "package.json": '{ "type": "module" }\n' };
  for (const through of ["source", "declarations"] as const) {
    const client = `client-${through}`;
    files[`${client}/client.ts`] = contender.connect(relative(client, entryOf(contender, through)), through);
    const pages = resources.map((resource) => {
      files[`${client}/pages/${resource.plural}.ts`] = contender.page(resource);
      return `${client}/pages/${resource.plural}.ts`;
    });
    const [first] = resources;
    if (first) files[`${client}/mistakes.ts`] = contender.mistakes(first);
    const own = [`${client}/client.ts`, `${client}/mistakes.ts`];
    files[configOf(through, "every")] = config(checked, [...own, ...pages]);
    files[configOf(through, "ten")] = config(checked, [...own, ...pages.slice(0, pagesOfTen)]);
  }
  files["tsconfig.emit.json"] = config(emitted, [contender.entry.declarations]);
  write(folder, files);
}

export const emitConfig = "tsconfig.emit.json";
export const configOf = (through: Through, program: Program): string => `tsconfig.${through}-${program}.json`;

const config = (compilerOptions: object, files: readonly string[]) =>
  JSON.stringify({ compilerOptions, files }, null, 2);

const entryOf = ({ entry }: Contender, through: Through) =>
  through === "source" ? entry.source : `dist/${entry.declarations.replace(/\.ts$/, ".js")}`;

function write(folder: string, files: Files): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
