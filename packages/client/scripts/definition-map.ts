// tsc maps a declaration that it inferred at its name only: "go to definition" would end at the table of routers, or where the
// client is made. This writes the maps of both anew, from every procedure to where it is defined.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";

type Position = { line: number; column: number };
type Place = Position & { end: number; isProcedure: boolean; closing?: Position };
type Target = Position & { file: string };

/** Where the procedures of the routers' declarations, and of the client's, are defined, written beside them as their maps. */
export function writeDefinitionMaps(packages: string): void {
  const routes = join(packages, "api/src/routes.ts");
  writeDefinitionMap(join(packages, "api/dist/routes.d.ts"), routes);
  writeDefinitionMap(join(packages, "client/dist/connect.d.ts"), routes);
}

function writeDefinitionMap(declaration: string, routes: string): void {
  if (!existsSync(declaration)) return;
  const map = `${declaration}.map`;
  const text = definitionMap(declaration, routes);
  if (existsSync(map) && readFileSync(map, "utf8") === text) return;
  // Renamed into place, so that nobody reads half of it.
  writeFileSync(`${map}.new`, text);
  renameSync(`${map}.new`, map);
}

function definitionMap(declaration: string, routes: string): string {
  const sources: string[] = [];
  const segments: { from: Position; to: Position; source: number }[] = [];
  const find = finder(routes);
  for (const [path, place] of outline(readFileSync(declaration, "utf8"))) {
    const target = find(path);
    if (!target) continue;
    const name = relative(dirname(declaration), target.file).replaceAll("\\", "/");
    const source = sources.includes(name) ? sources.indexOf(name) : sources.push(name) - 1;
    const { line, column, end, closing } = place;
    segments.push({ from: { line, column }, to: target, source });
    segments.push({ from: { line, column: end }, to: { ...target, column: target.column + end - column }, source });
    // TypeScript takes what has no segment for the next one that has: without this, an output's field for the next procedure.
    if (closing) segments.push({ from: closing, to: target, source });
  }
  return JSON.stringify({
    version: 3,
    file: basename(declaration),
    sourceRoot: "",
    sources,
    names: [],
    mappings: encode(segments),
  });
}

/** Finds `routes.posts.get` in the file from which `routes.ts` imports `posts`, or whose record that one takes in. */
function finder(routes: string): (path: string) => Target | undefined {
  const modules = new Map<string, Module>();
  const moduleOf = (file: string): Module => {
    const known = modules.get(file) ?? readModule(file);
    modules.set(file, known);
    return known;
  };
  const locate = (file: string, root: string, rest: string[]): Target | undefined => {
    const { places, imports, spreads } = moduleOf(file);
    const place = places.get([root, ...rest].join("."));
    if (place) return { ...place, file };
    const [first = "", ...deeper] = rest;
    const taken = [...spreads.map((name) => ({ name, keys: rest })), { name: first, keys: deeper }];
    for (const { name, keys } of taken) {
      const source = imports.get(name);
      const target = source && keys.length > 0 ? locate(source.file, source.root, keys) : undefined;
      if (target) return target;
    }
    return undefined;
  };
  return (path) => {
    // Below `routes`, or below the client.
    const [, router = "", ...rest] = path.split(".");
    const source = moduleOf(routes).imports.get(router);
    if (!source) return locate(routes, "routes", [router, ...rest].filter(Boolean));
    return locate(source.file, source.root, rest);
  };
}

type Module = {
  places: Map<string, Place>;
  /** By their names here. */
  imports: Map<string, { root: string; file: string }>;
  /** Records that are spread into others. */
  spreads: string[];
};

function readModule(file: string): Module {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const imported = text.matchAll(/^import \{ (?:(\w+) as )?(\w+) \} from "(\.[^"]+)";$/gm);
  const imports = [...imported].map(
    ([, exported, name = "", from = ""]) =>
      [name, { root: exported ?? name, file: join(dirname(file), from) }] as const,
  );
  const spreads = [...text.matchAll(/^ +\.\.\.(\w+),$/gm)].map(([, name = ""]) => name);
  return { places: outline(text), imports: new Map(imports), spreads };
}

/** The keys of nested objects or types by their path, as indentation tells; of a declaration's procedures not the inside. */
function outline(text: string): Map<string, Place> {
  const places = new Map<string, Place>();
  const open: { indent: number; path: string }[] = [];
  const lines = text.split("\n");
  for (const [line, content] of lines.entries()) {
    const indent = content.search(/\S|$/);
    const [, start = "", name] = /^( *(?:export |declare |const )*"?)([\w$-]+)"?\??(?::| = )/.exec(content) ?? [];
    if (!name) {
      const closed = places.get(open.findLast((key) => key.indent === indent)?.path ?? "");
      if (closed?.isProcedure && content[indent] === "}") closed.closing ??= { line, column: indent };
      continue;
    }
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const outer = open.at(-1)?.path;
    const path = outer ? `${outer}.${name}` : name;
    open.push({ indent, path });
    const column = start.length;
    const isInside = outer !== undefined && (places.get(outer)?.isProcedure ?? true);
    if (isInside || places.has(path)) continue;
    // A procedure of the router, or one of the client.
    const isProcedure = /Procedure</.test(content) || /^ *(?:query|mutate): \(/.test(lines[line + 1] ?? "");
    places.set(path, { line, column, end: column + name.length, isProcedure });
  }
  return places;
}

/** The `mappings` of a source map (ECMA-426), of segments in order. */
function encode(segments: { from: Position; to: Position; source: number }[]): string {
  let mappings = "";
  let last = { line: 0, column: 0, source: 0, toLine: 0, toColumn: 0 };
  for (const { from, to, source } of segments) {
    if (from.line === last.line) mappings += mappings && ",";
    else [mappings, last.column] = [mappings + ";".repeat(from.line - last.line), 0];
    const deltas = [from.column - last.column, source - last.source, to.line - last.toLine, to.column - last.toColumn];
    mappings += deltas.map(vlq).join("");
    last = { ...from, source, toLine: to.line, toColumn: to.column };
  }
  return mappings;
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function vlq(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = "";
  do {
    const digit = rest & 31;
    rest >>>= 5;
    text += digits[rest > 0 ? digit | 32 : digit];
  } while (rest > 0);
  return text;
}
