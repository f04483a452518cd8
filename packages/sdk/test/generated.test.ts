import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generateSdk } from "../scripts/generate-sdk.ts";

const workspace = join(import.meta.dirname, "..");
const documentFile = join(workspace, "../../openapi.json");

const textsIn = (folder: string) =>
  Object.fromEntries(
    globSync("**/*.ts", { cwd: folder })
      .toSorted()
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );

function scratch() {
  const path = mkdtempSync(join(tmpdir(), "tenon-sdk-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

test("the committed client is what the generator makes of openapi.json", { timeout: 30_000 }, async () => {
  using folder = scratch();

  await generateSdk({ input: documentFile, output: folder.path });

  const [committed, generated] = [textsIn(join(workspace, "src/generated")), textsIn(folder.path)];
  const stale = Object.keys({ ...committed, ...generated }).filter((name) => committed[name] !== generated[name]);
  expect(stale, "run `pnpm openapi generate`").toEqual([]);
});

test("what the document deprecates is deprecated in an editor", { timeout: 30_000 }, async () => {
  using folder = scratch();
  const document = JSON.parse(readFileSync(documentFile, "utf8"));
  document.paths["/tags"].get.deprecated = true;
  writeFileSync(join(folder.path, "openapi.json"), JSON.stringify(document));

  await generateSdk({ input: join(folder.path, "openapi.json"), output: join(folder.path, "generated") });

  const code = readFileSync(join(folder.path, "generated/sdk.gen.ts"), "utf8");
  expect(code.match(/@deprecated/g)).toHaveLength(1);
  expect(code).toMatch(/@deprecated\n \*\/\nexport const tagsList/);
});
