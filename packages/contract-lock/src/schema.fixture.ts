import * as fc from "fast-check";
import { type ZodType, z } from "zod";

/** A schema as data, so that two that differ a little can be made, and values for them. */
export type Ast =
  | {
      readonly type: "string";
      readonly isTrimmed?: boolean;
      readonly min?: number;
      readonly max?: number;
      readonly format?: Format;
    }
  | {
      readonly type: "number";
      readonly isInt: boolean;
      readonly min?: number;
      readonly max?: number;
      readonly step?: number;
    }
  | { readonly type: "boolean" | "null" | "any" }
  | { readonly type: "enum"; readonly values: readonly string[] }
  | { readonly type: "literal"; readonly value: string | number | boolean }
  | { readonly type: "array"; readonly item: Ast; readonly min?: number; readonly max?: number }
  | { readonly type: "tuple"; readonly items: readonly Ast[]; readonly rest?: Ast }
  | { readonly type: "record"; readonly keys: readonly string[]; readonly value: Ast }
  | { readonly type: "union"; readonly options: readonly Ast[]; readonly isExclusive: boolean }
  | { readonly type: "tree"; readonly item: Ast; readonly min?: number; readonly max?: number }
  | { readonly type: "both"; readonly left: Ast; readonly right: Ast }
  | { readonly type: "object"; readonly fields: Readonly<Record<string, FieldAst>>; readonly mode: Mode };

export interface FieldAst {
  readonly ast: Ast;
  readonly presence: "required" | "optional" | "default";
}

type Mode = "plain" | "strict" | "loose" | "catchall";
type Format = "email" | "starts-a" | "ends-b" | "blind-a";

const FORMATS: Record<Format, (schema: z.ZodString) => ZodType> = {
  email: () => z.email(),
  "starts-a": (schema) => schema.regex(/^a/),
  "ends-b": (schema) => schema.regex(/^a/).regex(/b$/),
  "blind-a": (schema) => schema.regex(/^a/i),
};

/**
 * Whose schema it is: the server's own; that of a caller, who sends what is listed and at most a `zz` besides; or that of a
 * reader, who knows no defaults, for what has one is always there.
 */
export type Role = "server" | "caller" | "reader";

/** The zod schema. */
export function zodOf(ast: Ast, role: Role = "server"): ZodType {
  const inner = (part: Ast): ZodType => zodOf(part, role);
  switch (ast.type) {
    case "string": {
      let text = ast.isTrimmed ? z.string().trim() : z.string();
      if (ast.min !== undefined) text = text.min(ast.min);
      if (ast.max !== undefined) text = text.max(ast.max);
      return ast.format ? FORMATS[ast.format](text) : text;
    }
    case "number": {
      let number: z.ZodNumber = ast.isInt ? z.int() : z.number();
      if (ast.min !== undefined) number = ast.isInt ? number.min(ast.min) : number.gt(ast.min);
      if (ast.max !== undefined) number = number.max(ast.max);
      return ast.step === undefined ? number : number.multipleOf(ast.step);
    }
    case "boolean":
      return z.boolean();
    case "null":
      return z.null();
    case "any":
      return z.any();
    case "enum":
      return z.enum(ast.values);
    case "literal":
      return z.literal(ast.value);
    case "array": {
      const list = z.array(inner(ast.item)).min(ast.min ?? 0);
      return ast.max === undefined ? list : list.max(ast.max);
    }
    case "tree":
      return treeOf(inner(ast.item), ast);
    case "tuple":
      return ast.rest
        ? z.tuple(ast.items.map(inner) as [ZodType], inner(ast.rest))
        : z.tuple(ast.items.map(inner) as []);
    case "record":
      return ast.keys.length > 0
        ? z.record(z.enum(ast.keys), inner(ast.value))
        : z.record(z.string(), inner(ast.value));
    case "union":
      return ast.isExclusive ? z.xor(ast.options.map(inner) as never) : z.union(ast.options.map(inner));
    case "both":
      return z.intersection(inner(untrimmed(ast.left)), inner(untrimmed(ast.right)));
    case "object":
      return objectOf(ast, role);
  }
}

/** zod cannot merge what the two sides of an intersection make of one text. */
function untrimmed(ast: Ast): Ast {
  return JSON.parse(JSON.stringify(ast, (key, value: unknown) => (key === "isTrimmed" ? undefined : value))) as Ast;
}

/** A schema that holds itself. */
function treeOf(a: ZodType, { min = 0, max = 9 }: { min?: number; max?: number }): ZodType {
  const node: ZodType = z.object({
    a,
    get b() {
      return z.array(node).max(max).optional();
    },
    c: z.number().min(min).optional(),
  });
  return node;
}

function objectOf({ fields, mode }: Extract<Ast, { type: "object" }>, role: Role): ZodType {
  const shape = Object.entries(fields).map(([key, { ast, presence }]): [string, ZodType] => {
    const schema = zodOf(ast, role);
    if (presence === "required") return [key, schema];
    if (presence === "optional") return [key, schema.optional()];
    return [key, role === "reader" ? schema : schema.default("unchecked" as never)];
  });
  const object = z.object(Object.fromEntries(shape));
  if (mode === "plain" && role === "caller") return object.extend({ zz: z.any().optional() }).strict();
  if (mode === "strict") return object.strict();
  if (mode === "loose") return object.loose();
  return mode === "catchall" ? object.catchall(z.number()) : object;
}

const small = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined });
const large = fc.option(fc.integer({ min: 3, max: 6 }), { nil: undefined });
const KEYS = ["a", "b", "c"];

const leaf: fc.Arbitrary<Ast> = fc.oneof(
  fc.record({
    type: fc.constant("string" as const),
    isTrimmed: fc.nat({ max: 3 }).map((n) => n === 0),
    min: small,
    max: large,
    format: fc.constantFrom(undefined, undefined, undefined, "email", "starts-a", "ends-b", "blind-a"),
  }) as fc.Arbitrary<Ast>,
  fc.record({
    type: fc.constant("number" as const),
    isInt: fc.boolean(),
    min: small,
    max: large,
    step: fc.constantFrom(undefined, undefined, 2, 4),
  }) as fc.Arbitrary<Ast>,
  fc.record({ type: fc.constantFrom("boolean" as const, "null" as const, "any" as const) }),
  fc.subarray(["a", "ab", "b", "bb"], { minLength: 1 }).map((values): Ast => ({ type: "enum", values })),
  fc.constantFrom("a", "zz", 2, 2.5, true).map((value): Ast => ({ type: "literal", value })),
);

/** Any schema, not too deep. */
export const schemas: fc.Arbitrary<Ast> = fc.letrec<{ ast: Ast }>((tie) => ({
  ast: fc.oneof({ maxDepth: 3, depthSize: "small" }, leaf, ...branches(tie("ast"))),
})).ast;

function branches(part: fc.Arbitrary<Ast>): fc.Arbitrary<Ast>[] {
  return [
    objects(part),
    objects(part),
    fc.record({ type: fc.constant("array" as const), item: part, min: small, max: large }) as fc.Arbitrary<Ast>,
    fc.record({ type: fc.constant("tree" as const), item: part, min: small, max: large }) as fc.Arbitrary<Ast>,
    fc.record({
      type: fc.constant("tuple" as const),
      items: fc.array(part, { maxLength: 2 }),
      rest: fc.option(part, { nil: undefined }),
    }) as fc.Arbitrary<Ast>,
    fc.record({ type: fc.constant("record" as const), keys: fc.subarray(KEYS), value: part }),
    fc.record({
      type: fc.constant("union" as const),
      options: fc.array(part, { minLength: 1, maxLength: 3 }),
      isExclusive: fc.nat({ max: 5 }).map((n) => n === 0),
    }),
    fc.record({ type: fc.constant("both" as const), left: objects(part), right: objects(part) }),
  ];
}

function objects(part: fc.Arbitrary<Ast>): fc.Arbitrary<Ast> {
  const field = fc.record({ ast: part, presence: fc.constantFrom("required", "optional", "default") });
  return fc.record({
    type: fc.constant("object" as const),
    fields: fc.dictionary(fc.constantFrom(...KEYS), field, { maxKeys: 3 }),
    mode: fc.constantFrom("plain", "plain", "plain", "strict", "loose", "catchall"),
  }) as fc.Arbitrary<Ast>;
}

/** Two schemas, the second of which is the first with some of its parts made anew. */
export const edits: fc.Arbitrary<{ before: Ast; after: Ast }> = schemas.chain((before) =>
  edited(before, 0.35).map((after) => ({ before, after })),
);

function edited(ast: Ast, chance: number): fc.Arbitrary<Ast> {
  const anew =
    ast.type === "object"
      ? objects(leaf)
      : fc.oneof(
          { weight: 2, arbitrary: alike(ast) },
          { weight: 1, arbitrary: leaf },
          { weight: 1, arbitrary: wrapped(ast) },
        );
  return fc.oneof(
    { weight: Math.round(100 * chance), arbitrary: anew },
    { weight: Math.round(100 * (1 - chance)), arbitrary: kept(ast, chance) },
  );
}

const wrapped = (ast: Ast): fc.Arbitrary<Ast> =>
  leaf.map((other): Ast => ({ type: "union", options: [other, ast], isExclusive: false }));

const WIDE: object = { min: undefined, max: undefined, mode: "plain" };

/** Another schema of the same type. */
const alike = (ast: Ast): fc.Arbitrary<Ast> =>
  fc.oneof(leaf, schemas).map((other) => (other.type === ast.type ? other : { ...ast, ...WIDE }));

/** The same schema, perhaps with edited parts. */
function kept(ast: Ast, chance: number): fc.Arbitrary<Ast> {
  switch (ast.type) {
    case "array":
    case "tree":
      return edited(ast.item, chance).map((item) => ({ ...ast, item }));
    case "record":
      return edited(ast.value, chance).map((value) => ({ ...ast, value }));
    case "tuple":
      return fc.tuple(...ast.items.map((item) => edited(item, chance))).map((items) => ({ ...ast, items }));
    case "union":
      return fc
        .tuple(...ast.options.map((option) => edited(option, chance)))
        .chain((options) => fc.shuffledSubarray(options, { minLength: 1 }))
        .map((options) => ({ ...ast, options }));
    case "both":
      return edited(ast.left, chance).map((left) => ({ ...ast, left }));
    case "object": {
      const fields = Object.entries(ast.fields).map(([key, field]) =>
        fc
          .record({
            ast: edited(field.ast, chance),
            presence: fc.constantFrom(field.presence, field.presence, "required", "optional", "default"),
          })
          .map((made) => [key, made] as const),
      );
      return fc
        .tuple(...fields)
        .chain((all) => fc.subarray(all, { minLength: Math.max(0, all.length - 1) }))
        .map((all) => ({ ...ast, fields: Object.fromEntries(all) }));
    }
    default:
      return fc.constant(ast);
  }
}
