/** A JSON object of the document. */
export type Json = { [key: string]: any };

const REF = "#/components/schemas/";

/** The reference to a named schema. */
export function refTo(name: string): string {
  return REF + name;
}

/** The name that a reference points to; undefined when it points elsewhere. */
export function nameOf(ref: unknown): string | undefined {
  return typeof ref === "string" && ref.startsWith(REF) ? ref.slice(REF.length) : undefined;
}

/** A copy with every reference, those of a discriminator's mapping included, renamed. */
export function renameRefs(json: unknown, rename: (ref: string) => string): unknown {
  if (Array.isArray(json)) return json.map((item) => renameRefs(item, rename));
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => {
      if (key === "$ref" && typeof value === "string") return [key, rename(value)];
      if (key === "mapping" && "propertyName" in json) {
        return [
          key,
          Object.fromEntries(Object.entries(value as Json).map(([tag, ref]) => [tag, rename(ref as string)])),
        ];
      }
      return [key, renameRefs(value, rename)];
    }),
  );
}

/** The names of all schemas that a value refers to. */
export function refsIn(json: unknown): Set<string> {
  const names = new Set<string>();
  renameRefs(json, (ref) => {
    const name = nameOf(ref);
    if (name !== undefined) names.add(name);
    return ref;
  });
  return names;
}
