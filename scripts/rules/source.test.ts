import { expect, test } from "vitest";
import { code, type File, files, isTest, source } from "./files.ts";

/** Every place where a pattern occurs, as `path:line`. */
function places(list: File[], pattern: RegExp): string[] {
  return list.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}

const environment = /\bprocess\??\.env\b|\benv\b.*\bfrom "(node:)?process"/;
const mayReadEnvironment = /^packages\/process\/src\/config\.ts$|(^|\/)(scripts|examples)\/|\.config\.ts$/;

/** The first lines of comments that run on; docstrings may. */
function longComments({ path, text }: File): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  const isLine = (line: string | undefined) => line?.startsWith("//") ?? false;
  const runs = lines.flatMap((line, index) => {
    if (isLine(line) && !isLine(lines[index - 1]))
      return lines.slice(index).findIndex((next) => !isLine(next)) > 3 ? [index] : [];
    const isBlock = line.startsWith("/*") && !line.startsWith("/**");
    return isBlock && lines.slice(index).findIndex((next) => next.endsWith("*/")) > 2 ? [index] : [];
  });
  return runs.map((index) => `${path}:${index + 1}`);
}

test("only config files, scripts and tests read the environment", () => {
  const others = source().filter(({ path }) => !mayReadEnvironment.test(path) && !isTest(path));
  expect(places(others, environment)).toEqual([]);
});

test("a router has no try: middleware maps errors", () => {
  const routers = source().filter(({ path }) => path.startsWith("packages/api/src/routers/"));
  expect(routers.length).toBeGreaterThan(3);
  expect(places(routers, /\btry\s*\{|\.catch\(/)).toEqual([]);
});

test("comments have three lines at most", () => {
  expect(code().flatMap(longComments)).toEqual([]);
});

test("each rule finds what it forbids", () => {
  const text = "const x = process.env.X;\n\ntry {\n";
  expect(places([{ path: "a.ts", text }], environment)).toEqual(["a.ts:1"]);
  expect(places([{ path: "a.ts", text: 'import { env } from "node:process";' }], environment)).toEqual(["a.ts:1"]);
  expect(places([{ path: "a.ts", text }], /\btry\s*\{/)).toEqual(["a.ts:3"]);
  expect(mayReadEnvironment.test("packages/core/src/config.ts")).toBe(false);
  expect(mayReadEnvironment.test("packages/process/src/config.ts")).toBe(true);
});

test("a long comment is found, a short one and a docstring are not", () => {
  expect(longComments({ path: "a.ts", text: "x\n// 1\n// 2\n// 3\n// 4\ny" })).toEqual(["a.ts:2"]);
  expect(longComments({ path: "a.ts", text: "/* 1\n2\n3\n4 */\ny" })).toEqual(["a.ts:1"]);
  expect(
    longComments({ path: "a.ts", text: "// 1\n// 2\n// 3\ny\n/** 1\n * 2\n * 3\n * 4\n */\n/* 1\n2\n3 */" }),
  ).toEqual([]);
});

/** Every name that a router's record gives to a procedure, and every `.output(`, or `streamed(` with the schema of its items. */
test("every procedure of a router says what it answers", () => {
  for (const { path, text } of files("packages/api/src/routers/*.ts").filter((file) => !isTest(file.path))) {
    const procedures = text.match(/\.(query|mutation|subscription)\(/g)?.length ?? 0;
    expect(text.match(/\.output\(|\bstreamed\(\w/g)?.length ?? 0, path).toBe(procedures);
  }
});
