import fc from "fast-check";

export type JsonSchema = { readonly [keyword: string]: unknown };
export type Arbitrary = fc.Arbitrary<unknown>;

const words = [
  "alpha",
  "Beta gamma",
  "x",
  "engines",
  "Ünïcödé 漢字 🎉",
  "a-b_c",
  "and/or, #1",
  "100 %",
  "a&b=c+d?e",
  "..",
  "' OR 1",
];
const year = 31_557_600_000;

/** Long texts stay within what a request's head may hold. */
const longest = 1001;

/** A value that the schema takes, but for its finer rules (patterns, checks between fields). */
export function validValue(schema: JsonSchema): Arbitrary {
  if ("const" in schema) return fc.constant(schema["const"]);
  if (Array.isArray(schema["enum"])) return fc.constantFrom<unknown>(...(schema["enum"] as unknown[]));
  const options = optionsOf(schema);
  if (options) return fc.oneof(...options.map(validValue));
  const { min, max } = bounds(schema);
  switch (schema["type"]) {
    case "integer":
      return fc.integer({ min: Math.max(min, -100), max: Math.min(max, Math.max(min, 0) + 30) });
    case "number":
      return fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((number) => number + 0);
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(validValue(itemsOf(schema)), { minLength: min, maxLength: Math.min(max, min + 3) });
    case "string":
      return validText(schema);
    default:
      return junkValue;
  }
}

function validText(schema: JsonSchema): Arbitrary {
  if (schema["format"] === "date-time")
    return fc.integer({ min: -100, max: 200 }).map((years) => new Date(years * year));
  if (schema["format"] === "uuid") return fc.uuid();
  const { min, max } = bounds(schema);
  const fit = (text: string) => [...text.padEnd(min, "x")].slice(0, max).join("");
  return fc
    .oneof({ arbitrary: fc.stringMatching(/^[a-z][a-z0-9]{2,12}$/), weight: 3 }, fc.constantFrom(...words))
    .map(fit);
}

/** A value on the schema's edges, one step beyond, or one that looks like what is wanted. */
export function edgeValue(schema: JsonSchema): Arbitrary {
  const options = optionsOf(schema);
  if (options) return fc.oneof(...options.map(edgeValue));
  const { min, max } = bounds(schema);
  const steps = [min - 1, min, max, max + 1];
  switch (schema["type"]) {
    case "integer":
    case "number":
      return fc.constantFrom<unknown>(
        ...steps,
        0,
        -1,
        1.5,
        2 ** 31 - 1,
        2 ** 31,
        2 ** 53 - 1,
        1e21,
        1e308,
        ...likeNumbers,
      );
    case "boolean":
      return fc.constantFrom<unknown>("true", "false", "1", "0", "TRUE", "yes", "on", "", " true", 0, 1, null);
    case "array":
      return fc.oneof(
        ...steps
          .filter((length) => length >= 0 && length < 20)
          .map((length) => fc.array(validValue(itemsOf(schema)), { minLength: length, maxLength: length })),
      );
    case "string":
      return edgeText(schema, steps);
    default:
      return validValue(schema);
  }
}

const likeNumbers = [
  "1",
  "01",
  "+1",
  " 1",
  "1 ",
  "1.",
  ".5",
  "1e1",
  "1E+1",
  "0x1",
  "1_0",
  "１",
  "Infinity",
  "NaN",
  "",
  "-",
];
const likeDates = [
  ["2026-02-28", "2026-02-29", "2024-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "20260101", "2026-W01-1"],
  ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00+14:00"],
  ["2026-01-01T00:00Z", "2026-01-01t00:00:00z", "2026-01-01 00:00:00Z", "2026-01-01T00:00:00.123456789Z", "now", "0"],
].flat();

function edgeText(schema: JsonSchema, steps: number[]): Arbitrary {
  const instants = ["0000-01-01T00:00:00.000Z", "0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"];
  if (schema["format"] === "date-time")
    return fc.constantFrom<unknown>(...instants.map((text) => new Date(text)), ...likeDates);
  const lengths = steps.filter((length) => length >= 0 && length <= longest);
  return fc.constantFrom(
    ...lengths.flatMap((length) => ["x".repeat(length), "ü".repeat(length)]),
    "",
    " ",
    "  padded ",
  );
}

const sharp: unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  [],
  [[]],
  [null],
  {},
  { a: 1 },
  { constructor: 1 },
  { length: -1 },
  "",
  "\0",
  "a\0b",
  "\ud800",
  "\r\nx: y",
  "__proto__",
  "constructor",
  "true",
  "1",
  "1e2",
  " 1",
  "0x10",
  "null",
  "2026-02-30",
  "2026-01-01",
  "2026-01-01T00:00:00Z",
  "2026-01-01T25:00:00Z",
  "NaN",
  "Infinity",
  "x".repeat(300),
  new Date(0),
];

/** Whatever JSON and dates can say, sharp things first. */
export const junkValue: Arbitrary = fc.oneof(
  { arbitrary: fc.constantFrom(...sharp), weight: 4 },
  fc.string({ unit: "binary", maxLength: 20 }),
  // Through text, which has no minus zero: superjson writes it, JSON does not.
  fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown),
);

function optionsOf(schema: JsonSchema): JsonSchema[] | undefined {
  if (Array.isArray(schema["anyOf"])) return schema["anyOf"] as JsonSchema[];
  return Array.isArray(schema["type"])
    ? schema["type"].map((type) => ({ ...schema, type: type as unknown }))
    : undefined;
}

function bounds(schema: JsonSchema): { min: number; max: number } {
  const [low, high] =
    schema["type"] === "array"
      ? ["minItems", "maxItems"]
      : schema["type"] === "string"
        ? ["minLength", "maxLength"]
        : ["minimum", "maximum"];
  const isLength = low !== "minimum";
  const number = (key: string, fallback: number) => (typeof schema[key] === "number" ? schema[key] : fallback);
  return { min: number(low, isLength ? 0 : -1000), max: number(high, isLength ? 1000 : 1000) };
}

const itemsOf = (schema: JsonSchema) => (schema["items"] ?? {}) as JsonSchema;
