import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  compilers,
  importsOf,
  installOutside,
  type OutsideProject,
  publintMessages,
  run,
  typeCheck,
  typesOf,
} from "../../../scripts/outside-project.ts";

let project: OutsideProject;

beforeAll(() => {
  project = installOutside("mcp");
  copyFileSync(join(import.meta.dirname, "package/program.txt"), join(project.folder, "program.ts"));
}, 60_000);

afterAll(() => project[Symbol.dispose]());

test("publint finds nothing", async () => {
  expect(await publintMessages(project)).toEqual([]);
});

test("the types are those of the code, wherever modules can be imported", { timeout: 20_000 }, async () => {
  expect(await typesOf(project)).toEqual({ kind: "included", problems: [], entries: ["."] });
});

test("the package names nothing but its dependencies, tRPC and Node", () => {
  const packages = importsOf(project).map((to) => /^(node:|(@[^/]+\/)?[^/]+)/.exec(to)?.[0]);

  expect([...new Set(packages)].toSorted()).toEqual([
    "@modelcontextprotocol/server",
    "@tenon/openapi",
    "@trpc/server",
    "node:",
  ]);
  expect(project.manifest).toMatchObject({
    dependencies: {
      "@modelcontextprotocol/server": expect.stringMatching(/^\^\d/),
      "@tenon/openapi": expect.stringMatching(/^\^\d/),
    },
    // zod because @tenon/openapi has it for a peer.
    peerDependencies: { "@trpc/server": expect.stringMatching(/^\^11/), zod: expect.stringMatching(/^\^4/) },
  });
});

test.each(compilers)("a strict program type-checks ($name)", { timeout: 30_000 }, (compiler) => {
  expect(typeCheck(project, ["program.ts"], compiler)).toBe("");
});

test("the program runs: a tool is listed and called", { timeout: 20_000 }, () => {
  expect(run(project, "program.ts").split("\n")).toEqual([
    "2025-06-18 greet: Greet somebody",
    '{"output":"Hello, Bob, from Ann"} {"output":"Hello, Bob, from Ann"}',
    "true 400 BAD_REQUEST",
  ]);
});
