import { globSync, readFileSync, statSync } from "node:fs";
import { sep } from "node:path";

export type File = { path: string; text: string };

const ignored = new Set(["node_modules", "dist", "generated", "coverage", ".tenon", ".turbo"]);

/** The files of the repository that match, by their paths from its root with forward slashes. */
export function files(...patterns: string[]): File[] {
  const paths = globSync(patterns, { exclude: (name) => ignored.has(name.split(sep).at(-1) ?? "") });
  const found = paths.filter((path) => statSync(path).isFile());
  return found.toSorted().map((path) => ({ path: path.replaceAll(sep, "/"), text: readFileSync(path, "utf8") }));
}

const all = () => files("{apps,packages}/*/**/*.{ts,tsx,mts}", "scripts/**/*.{ts,mjs}", "tools/**/*.ts", "*.config.ts");

export const isTest = (path: string): boolean =>
  /\.(test|test-d|fixture)\.tsx?$|\/test\/|\/testing(\.ts$|\/)/.test(path);

/** All code that is written by hand, tests too. */
export const code = (): File[] => all().filter(({ path }) => !path.endsWith(".gen.ts") && !path.endsWith(".d.ts"));

/** The code without its tests. */
export const source = (): File[] => code().filter(({ path }) => !isTest(path));
