import * as fc from "fast-check";
import type { Ast, FieldAst } from "./schema.fixture.ts";

const TEXTS = [
  "",
  "  ",
  " a",
  "a",
  "b",
  "ab",
  "bb",
  "A",
  "zz",
  "aab",
  "abcd",
  "aaaab",
  "aaaaaa",
  "aaaaaaa",
  "x@y.zz",
  "long.one@example.org",
];
const NUMBERS = [-9, -1, 0, 1, 2, 2.5, 3, 3.5, 4, 5, 5.5, 6, 7, 8, 12, 2 ** 53, 1e300];

const text = fc.constantFrom(...TEXTS);
const number = fc.constantFrom(...NUMBERS);
const any: fc.Arbitrary<unknown> = fc.oneof(
  text,
  number,
  fc.constantFrom<unknown>(true, false, null, [], {}),
  fc.dictionary(fc.constantFrom("a", "b", "c"), fc.oneof(text, number)),
);

/** Values that a schema may well take; whether it does is for zod to say. */
export function values(ast: Ast): fc.Arbitrary<unknown> {
  switch (ast.type) {
    case "string":
      return text;
    case "number":
      return number;
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "any":
      return any;
    case "enum":
      return fc.constantFrom(...ast.values);
    case "literal":
      return fc.constant(ast.value);
    case "array":
      return fc.array(values(ast.item), { minLength: ast.min ?? 0, maxLength: ast.max ?? 5 });
    case "tree":
      return trees(ast);
    case "tuple":
      return tuples(ast);
    case "record":
      return records(ast);
    case "union":
      return fc.oneof(...ast.options.map(values));
    case "both":
      return fc
        .tuple(values(plain(ast.left)), values(plain(ast.right)))
        .map(([left, right]) => ({ ...(left as object), ...(right as object) }));
    case "object":
      return objects(ast);
  }
}

/** zod leaves out of an intersection's JSON Schema that a part of it is loose. */
const plain = (ast: Ast): Ast => (ast.type === "object" && ast.mode === "loose" ? { ...ast, mode: "plain" } : ast);

function trees({ item, min = 0, max = 9 }: Extract<Ast, { type: "tree" }>): fc.Arbitrary<unknown> {
  const a = values(item);
  const nodes = fc.record({ a, c: fc.constantFrom(min, min + 1) }, { requiredKeys: ["a"] });
  const lists = fc.array(nodes, { maxLength: Math.min(max, 3) });
  return fc.record({ a, b: lists, c: fc.constantFrom(min, 5) }, { requiredKeys: ["a"] });
}

function tuples({ items, rest }: Extract<Ast, { type: "tuple" }>): fc.Arbitrary<unknown> {
  const more = rest ? fc.array(values(rest), { maxLength: 2 }) : fc.constant([]);
  return fc.tuple(fc.tuple(...items.map(values)), more).map(([first, others]) => [...first, ...others]);
}

function records({ keys, value }: Extract<Ast, { type: "record" }>): fc.Arbitrary<unknown> {
  if (keys.length > 0) return fc.record(Object.fromEntries(keys.map((key) => [key, values(value)])));
  return fc.dictionary(fc.constantFrom("a", "b", "c", "zz"), values(value), { maxKeys: 3 });
}

/** Keys that an object does not list are part of it only where it says so; where it does not, they are called by no name of a field. */
function objects({ fields, mode }: Extract<Ast, { type: "object" }>): fc.Arbitrary<unknown> {
  const listed = Object.entries(fields).map(([key, field]) =>
    present(field).map((part) => (part ? { [key]: part.value } : {})),
  );
  const names = [
    "zz",
    ...(mode === "plain" || mode === "strict" ? [] : ["a", "b", "c"].filter((key) => !Object.hasOwn(fields, key))),
  ];
  const others = fc.dictionary(fc.constantFrom(...names), mode === "catchall" ? number : any, { maxKeys: 2 });
  return fc
    .tuple(fc.tuple(...listed), fc.oneof(fc.constant({}), others))
    .map(([parts, more]) => Object.assign({}, ...parts, more) as object);
}

function present({ ast, presence }: FieldAst): fc.Arbitrary<{ value: unknown } | undefined> {
  const value = values(ast).map((made) => ({ value: made }));
  return presence === "required" ? value : fc.option(value, { nil: undefined });
}
