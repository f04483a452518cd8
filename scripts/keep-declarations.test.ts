import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepDeclarations } from "./keep-declarations.ts";

const base = join(import.meta.dirname, "../tsconfig.base.json");
const router = (source: string) => `export const posts = {\n  get: ${source},\n};\n`;

/** A workspace of two packages, in which the client is made of the server's routes. */
let root: string;

beforeAll(() => {
  // Inside the checkout, where `@types/node` is found.
  mkdirSync(join(import.meta.dirname, "../node_modules/.cache"), { recursive: true });
  root = mkdtempSync(join(import.meta.dirname, "../node_modules/.cache/keep-"));
  const config = { extends: base, compilerOptions: { rootDir: "src", outDir: "dist" }, include: ["src"] };
  write("packages/api/package.json", '{ "type": "module" }');
  write("packages/api/tsconfig.json", JSON.stringify(config));
  write("packages/api/src/routers/posts.ts", router("1"));
  write(
    "packages/api/src/routes.ts",
    'import { posts } from "./routers/posts.ts";\n\nexport const routes = { posts };\n',
  );
  write("packages/client/package.json", '{ "type": "module" }');
  write("packages/client/tsconfig.json", JSON.stringify({ ...config, references: [{ path: "../api" }] }));
  write("packages/client/src/index.ts", 'export type { routes } from "../../api/dist/routes.d.ts";\n');
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** As editors save: a new file in the place of the old one. */
function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, `${path}.new`), text);
  renameSync(join(root, `${path}.new`), join(root, path));
}

const read = (path: string) => readFileSync(join(root, path), "utf8");
const soon = { timeout: 20_000, interval: 20 };

test("declarations follow each change, keep what was good, and tell what is wrong", { timeout: 60_000 }, async () => {
  const told: string[] = [];
  using _ = keepDeclarations({ isWatching: true, root, tell: (text) => told.push(text) });
  const declared = () => read("packages/api/dist/routes.d.ts");
  await expect.poll(declared, soon).toMatch(/get: number;/);
  await expect.poll(() => read("packages/api/dist/routes.d.ts.map"), soon).toContain("../src/routers/posts.ts");

  write("packages/api/src/routers/posts.ts", router('"one"'));
  await expect.poll(declared, soon).toMatch(/get: string;/);

  write("packages/api/src/routers/posts.ts", router("missing"));
  await expect.poll(() => told, soon).toHaveLength(1);
  expect(told[0]).toMatch(
    /^types {4}packages\/api\/src\/routers\/posts\.ts:2:8 Cannot find name 'missing'\.\n.*stay as they were\.$/,
  );
  expect(declared()).toMatch(/get: string;/);

  write("packages/api/src/routers/posts.ts", router("true"));
  await expect.poll(() => told, soon).toEqual([told[0], "types    fine again"]);
  expect(declared()).toMatch(/get: boolean;/);
});
