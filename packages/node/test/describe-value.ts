const depthLimit = 10;
const shown = 40;

/** A text that is the same for two values which a caller could not tell apart. Stacks are left out, long lists shortened. */
export function describeValue(value: unknown): string {
  return describe(value, []);
}

function describe(value: unknown, above: readonly object[]): string {
  switch (typeof value) {
    case "string":
      return value.length > 2000
        ? `text(${value.length}) ${JSON.stringify(value.slice(0, 100))}…`
        : JSON.stringify(value);
    case "bigint":
      return `${value}n`;
    case "symbol":
      return value.toString();
    case "function":
      return `function ${value.name}`;
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "object":
      return value === null ? "null" : describeObject(value, above);
    default:
      return String(value);
  }
}

function describeObject(value: object, above: readonly object[]): string {
  if (above.includes(value)) return `«cycle ${above.length - above.indexOf(value)}»`;
  if (above.length > depthLimit) return "…";
  const inside = [...above, value];
  try {
    if (value instanceof Error) return describeError(value, inside);
    if (Array.isArray(value)) return `[${describeMany(value, inside)}]`;
    if (value instanceof Date) return `Date ${Number(value)}`;
    if (value instanceof Map) return `Map {${describeMany([...value], inside)}}`;
    if (value instanceof Set) return `Set {${describeMany([...value], inside)}}`;
    if (value instanceof URL || value instanceof RegExp) return `${nameOf(value)} ${String(value)}`;
    if (value instanceof Uint8Array) return `${nameOf(value)} ${Buffer.from(value).toString("base64")}`;
    if (value instanceof Promise || value instanceof ReadableStream) return nameOf(value);
    const own = Reflect.ownKeys(value).map((key) => `${String(key)}: ${describeProperty(value, key, inside)}`);
    return `${nameOf(value)} {${own.join(", ")}}`;
  } catch (error) {
    return `«throws ${String(error)}»`;
  }
}

function describeProperty(value: object, key: string | symbol, above: readonly object[]): string {
  const property: unknown = Reflect.get(value, key);
  return key === "stack" && typeof property === "string" ? "…" : describe(property, above);
}

function describeMany(values: readonly unknown[], above: readonly object[]): string {
  const parts = values.slice(0, shown).map((value) => describe(value, above));
  return values.length > shown ? `${parts.join(", ")}, … ${values.length}` : parts.join(", ");
}

function describeError(error: Error, above: readonly object[]): string {
  const code = "code" in error ? ` code=${describe(error.code, above)}` : "";
  const cause = error.cause === undefined ? "" : ` cause=${describe(error.cause, above)}`;
  return `${nameOf(error)}(${error.name}: ${JSON.stringify(error.message)}${code}${cause})`;
}

function nameOf(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return "null-prototype";
  if (prototype === Object.prototype) return "";
  return (prototype as { constructor?: { name?: string } }).constructor?.name ?? "anonymous";
}
