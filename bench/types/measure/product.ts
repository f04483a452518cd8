import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Through } from "../contenders/contender.ts";
import { compile, CompileFailure, type Diagnostics } from "./compile.ts";

const root = join(import.meta.dirname, "../../..");

/** How a program gets a client: from the client's package, or as without declarations, from the router's own source. */
const connect: Record<Through, (folder: string) => string> = {
  declarations: (
    folder,
  ) => `import { createClient } from "${relative(folder, join(root, "packages/client/dist/index.js"))}";

const client = createClient({ url: "https://api.example.com" });`,
  source: (folder) => `import type { TRPCClient } from "${relative(folder, join(root, trpcClient))}";
import type { AppRouter } from "${relative(folder, join(root, "packages/api/src/client.ts"))}";

declare const client: TRPCClient<AppRouter>;`,
};
const trpcClient = "packages/client/node_modules/@trpc/client/dist/index.mjs";

type Procedure = { path: string; verb: "query" | "mutate" | "subscribe" };
export type ProductResult = { procedures: number; perProcedure: number } & Record<
  Through,
  Diagnostics | { failure: string }
>;

/** Brings the product's declarations up to date, which writes nothing but git-ignored `dist` folders. */
export function buildProduct(): void {
  execFileSync(join(root, "node_modules/.bin/tsc"), ["-b", join(root, "packages/client")], { stdio: "pipe" });
}

/** What a program that calls every procedure of `@tenon/client` once costs. */
export async function measureProduct(folder: string): Promise<ProductResult> {
  const procedures = proceduresOfProduct();
  const measured = async (through: Through) => {
    try {
      return await checkCalls(folder, through, procedures);
    } catch (error) {
      if (error instanceof CompileFailure) return { failure: error.message };
      throw error;
    }
  };
  return {
    procedures: procedures.length,
    perProcedure: await productSlope(folder),
    declarations: await measured("declarations"),
    source: await measured("source"),
  };
}

/** Instantiations per procedure of the real client, through its declarations: between a call of ten and of all of them. */
export async function productSlope(folder: string): Promise<number> {
  const procedures = proceduresOfProduct();
  const some = procedures.slice(0, 10);
  const less = await checkCalls(folder, "declarations", some);
  const more = await checkCalls(folder, "declarations", procedures);
  return (more.instantiations - less.instantiations) / (procedures.length - some.length);
}

/** Read off the declarations, where each level of the router is four columns deeper. */
function proceduresOfProduct(): Procedure[] {
  const text = readFileSync(join(root, "packages/api/dist/routes.d.ts"), "utf8");
  const path: string[] = [];
  const procedures: Procedure[] = [];
  const line = /^((?: {4})+)(\w+): (\{|import\("@trpc\/server"\)\.TRPC(Query|Mutation|Subscription)Procedure<)/gm;
  let skipDeeperThan = Infinity;
  for (const [, indent = "", name = "", , kind] of text.matchAll(line)) {
    const depth = indent.length / 4;
    if (depth > skipDeeperThan) continue;
    skipDeeperThan = kind === undefined ? Infinity : depth;
    path.splice(depth - 1, path.length, name);
    const verb = kind === "Query" ? "query" : kind === "Mutation" ? "mutate" : "subscribe";
    if (kind !== undefined) procedures.push({ path: path.join("."), verb });
  }
  return procedures;
}

/** Calls take a `never`, which every input takes, so that the program needs to know no input. */
async function checkCalls(folder: string, through: Through, procedures: readonly Procedure[]): Promise<Diagnostics> {
  const calls = procedures.map(({ path, verb }) =>
    verb === "subscribe"
      ? `  client.${path}.subscribe(input, { onData() {} });`
      : `  await client.${path}.${verb}(input);`,
  );
  mkdirSync(folder, { recursive: true });
  const program = join(folder, `product-${through}-${procedures.length}.ts`);
  writeFileSync(
    program,
    `${connect[through](folder)}
export async function calls(input: never): Promise<void> {
${calls.join("\n")}
}
`,
  );
  const config = program.replace(/\.ts$/, ".json");
  const compilerOptions = {
    noEmit: true,
    composite: false,
    declaration: false,
    declarationMap: false,
    emitDeclarationOnly: false,
    allowImportingTsExtensions: true,
    rewriteRelativeImportExtensions: false,
    customConditions: through === "source" ? ["@tenon/source"] : [],
    typeRoots: [join(root, "node_modules/@types")],
  };
  writeFileSync(
    config,
    JSON.stringify({ extends: join(root, "tsconfig.base.json"), compilerOptions, files: [program] }, null, 2),
  );
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  return compile(config, join(root, "package.json"));
}
