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
  project = installOutside("sdk");
  copyFileSync(join(import.meta.dirname, "package/program.txt"), join(project.folder, "program.ts"));
}, 60_000);

afterAll(() => project[Symbol.dispose]());

test("publint finds nothing", async () => {
  expect(await publintMessages(project)).toEqual([]);
});

test("the types are those of the code, wherever modules can be imported", { timeout: 20_000 }, async () => {
  expect(await typesOf(project)).toEqual({ kind: "included", problems: [], entries: ["."] });
});

test("it needs nothing: no dependency, no import but its own files", () => {
  expect(project.manifest).not.toHaveProperty("dependencies");
  expect(project.manifest).not.toHaveProperty("peerDependencies");
  expect(importsOf(project)).toEqual([]);
});

test.each(compilers)("a strict program type-checks ($name)", { timeout: 30_000 }, (compiler) => {
  const browser = { lib: ["es2022", "dom", "dom.iterable"], types: [] };

  expect(typeCheck(project, ["program.ts"], { ...compiler, ...browser })).toBe("");
});

test("the program runs", { timeout: 20_000 }, () => {
  expect(run(project, "program.ts")).toBe("One POST_NOT_FOUND");
});
