import { readFileSync } from "node:fs";

type Resolution = {
  /** What others import the merged file as. */
  self: string;
  /** What an import becomes; undefined for a dependency's, which stays. */
  resolve: (specifier: string, file: string) => string | undefined;
};

/** `import type { A, type B } from "c";`, and the same with `export`. */
const statement = /^(import|export) (?:type )?\{([^}]*)\} from "([^"]+)";\n/gm;
const declared = /^(?:export )?(?:declare )?(?:const|function|type|interface|class) (\w+)/gm;

/**
 * One declaration of several, as tsc writes them, in the order of the files. Whatever it cannot merge is a fault.
 * No map: it would lead to sources that only the workspace has.
 */
export function mergeDeclarations(files: string[], { self, resolve }: Resolution): string {
  const imports = new Map<string, Set<string>>();
  const names = new Map<string, string>();
  const bodies = files.map((file) => {
    const text = readFileSync(file, "utf8").replace(/^(\/\/# sourceMappingURL.*|export \{\};)$\n?/gm, "");
    for (const [, name = ""] of text.matchAll(declared)) {
      if (names.has(name)) throw new Error(`${file} and ${names.get(name)} both declare ${name}`);
      names.set(name, file);
    }
    return text
      .replace(statement, (whole: string, ...[kind, list = "", from = ""]: (string | undefined)[]) => {
        const target = resolve(from, file);
        if (target === self) return list.includes(" as ") ? refuse(file, whole) : "";
        const specifier = target ?? from;
        if (kind === "export") return whole.replace(`"${from}"`, `"${specifier}"`);
        const wanted = imports.get(specifier) ?? new Set();
        imports.set(specifier, wanted);
        for (const name of list.split(",")) wanted.add(name.trim().replace(/^type /, ""));
        return "";
      })
      .replace(/import\("([^"]+)"\)(\.?)/g, (whole, from: string, dot: string) => {
        const target = resolve(from, file);
        if (target === self) return dot ? "" : refuse(file, whole);
        return target === undefined ? whole : `import("${target}")${dot}`;
      });
  });
  const head = [...imports].map(
    ([from, wanted]) => `import type { ${[...wanted].toSorted().join(", ")} } from "${from}";\n`,
  );
  // Without it, a declaration file exports whatever it declares.
  return [...head, ...bodies, "export {};\n"].join("");
}

function refuse(file: string, text: string): never {
  throw new Error(`${file}: ${text.trim()} cannot be merged`);
}
