import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { emitDeclarations, workspace as root } from "../scripts/declarations.ts";
import { LanguageServer } from "./language-server.ts";

const client = join(root, "packages/client");

/** A program of the workspace, with the client's own settings. */
let project: string;

beforeAll(async () => {
  const errors = await emitDeclarations();
  if (errors.length > 0) throw new Error(errors.join("\n"));
  mkdirSync(join(client, "dist"), { recursive: true });
  project = mkdtempSync(join(client, "dist/editor-"));
  const config = {
    extends: "../../tsconfig.json",
    compilerOptions: { rootDir: ".", outDir: "out", noEmit: true, composite: false, incremental: false },
    include: ["*.ts"],
    references: [{ path: "../.." }],
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify(config));
  copyFileSync(join(import.meta.dirname, "program.txt"), join(project, "program.ts"));
}, 60_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

const tsc = (...args: string[]) =>
  execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), ...args], { encoding: "utf8" });

test.each(["packages/client", "apps/cli"])(
  "%s is checked against declarations, in editors too",
  { timeout: 30_000 },
  (folder) => {
    const config = JSON.parse(tsc("-p", join(root, folder), "--showConfig")) as { compilerOptions: object };
    const files = tsc("-p", join(root, folder), "--listFilesOnly").split("\n");
    const others = files
      .map((file) => relative(root, file))
      .filter(
        (file) => file.startsWith("packages/") && !file.includes("node_modules/") && !file.startsWith(`${folder}/`),
      );

    expect(config.compilerOptions).toMatchObject({ disableSourceOfProjectReferenceRedirect: true });
    expect(others.filter((file) => !/^packages\/\w+\/dist\//.test(file))).toEqual([]);
    expect(others).toContain("packages/api/dist/client.d.ts");
    expect(others.length).toBeLessThanOrEqual(9);
  },
);

test("a client's program costs the compiler next to nothing", { timeout: 30_000 }, () => {
  const output = tsc("-p", project, "--extendedDiagnostics", "--singleThreaded");

  const instantiations = Number(/^Instantiations:\s+(\d+)/m.exec(output)?.[1]);
  // 1,454 for 38 procedures; through the source of the server some 300,000. Fewer than these and nothing was checked.
  expect(instantiations).toBeGreaterThan(500);
  expect(instantiations).toBeLessThan(2500);
});

/** `posts.get` and all others, from the declaration. */
function procedures(): string[] {
  const text = readFileSync(join(root, "packages/api/dist/routes.d.ts"), "utf8");
  const keys = text.matchAll(/^ {4}(?<router>\w+): \{$|^ {8}(?<name>\w+): import\("@trpc\/server"\)\.\w+Procedure</gm);
  let router = "";
  return [...keys].flatMap(({ groups = {} }) => {
    router = groups["router"] ?? router;
    return groups["name"] ? [`${router}.${groups["name"]}`] : [];
  });
}

test(
  "go to definition leads from a call to the procedure, from a field of its answer too",
  { timeout: 30_000 },
  async () => {
    const program = join(project, "calls.ts");
    const calls = procedures().map((path) => `client.${path};\n`);
    const text = [
      'import { createClient } from "@tenon/client";\n',
      'const client = createClient({ url: "" });\n',
      'export const title = (await client.posts.get.query({ id: "" })).title;\n',
      ...calls,
    ].join("");
    writeFileSync(program, text);
    const server = await LanguageServer.start();
    onTestFinished(() => server.close());
    server.open(program);
    const lead = async (offset: number) => {
      const [location] = await server.definition(program, offset);
      if (!location) return "nowhere";
      const path = fileURLToPath(location.uri);
      return `${relative(root, path)} ${readFileSync(path, "utf8").split("\n")[location.range.start.line]}`;
    };

    expect(calls.length).toBeGreaterThan(30);
    for (const call of calls) {
      const [, router, name = ""] = call.trim().replace(";", "").split(".");
      const end = text.indexOf(`\n${call}`) + call.length - 1;
      const file = router?.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      expect(await lead(end)).toMatch(new RegExp(`^packages/api/src/routers/${file}(?:/[\\w-]+)?\\.ts {3}${name}: `));
    }
    expect(await lead(text.indexOf(".title;") + 1)).toMatch(/^packages\/api\/src\/routers\/posts\.ts {3}get: /);
  },
);
