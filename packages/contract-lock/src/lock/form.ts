import type { Json } from "@tenon/openapi";
import { z } from "zod";
import { type Contract, LOCK_VERSION } from "../contract.ts";

const Count = z.int().nonnegative();
const Names = z.array(z.string());
const Type = z.enum(["string", "number", "integer", "boolean", "null", "array", "object"]);

/** As much of JSON Schema as comparing relies on; other keywords may say what they like. */
const SchemaForm: z.ZodType<Json> = z.looseObject({
  $ref: z.string().startsWith("#/$defs/").optional(),
  type: z.union([Type, z.array(Type)]).optional(),
  enum: z.array(z.json()).optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  ...fields(Count, "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "x-rules"),
  ...fields(z.number(), "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
  ...fields(z.string(), "x-type", "x-minimum", "x-maximum", "x-opaque", "x-default", "x-case"),
  ...fields(Names, "required", "x-patterns", "x-steps"),
  ...fields(z.literal(true), "x-undefined", "x-exact", "x-ordered"),
  "x-multiples": z.array(z.string().regex(/^-?\d+$/)).optional(),
  "x-options": z.record(z.string(), z.string()).optional(),
  "x-words": z.record(z.string(), z.boolean()).optional(),
  get properties() {
    return z.record(z.string(), SchemaForm).optional();
  },
  get patternProperties() {
    return z.record(z.string(), SchemaForm).optional();
  },
  get items() {
    return z.union([z.boolean(), SchemaForm]).optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), SchemaForm]).optional();
  },
  get propertyNames() {
    return SchemaForm.optional();
  },
  get "x-keys"() {
    return SchemaForm.optional();
  },
  get "x-then"() {
    return z.array(SchemaForm).optional();
  },
  get "x-property"() {
    return z.record(z.string(), z.array(SchemaForm)).optional();
  },
  get not() {
    return SchemaForm.optional();
  },
  get prefixItems() {
    return z.array(SchemaForm).optional();
  },
  get allOf() {
    return z.array(SchemaForm).optional();
  },
  get anyOf() {
    return z.array(SchemaForm).optional();
  },
  get oneOf() {
    return z.array(SchemaForm).optional();
  },
});

const RestForm = z.strictObject({
  route: z.string().regex(/^[A-Z]+ \/\S*$/),
  status: z.int(),
  operationId: z.string(),
  inputs: z.record(z.string(), z.string()).optional(),
  etag: z.enum(["body", "strong", "version"]).optional(),
  paginate: z.literal(true).optional(),
  location: z.literal(true).optional(),
  security: Names.optional(),
  cacheControl: z.string().optional(),
});

const ProcedureForm = z.strictObject({
  kind: z.enum(["query", "mutation", "subscription"]),
  access: z.string().optional(),
  input: SchemaForm.optional(),
  inputOptional: z.literal(true).optional(),
  output: SchemaForm.optional(),
  outputOptional: z.literal(true).optional(),
  errors: z.record(z.string(), z.int()).optional(),
  deprecated: z.strictObject({ since: z.iso.datetime().optional(), sunset: z.iso.datetime().optional() }).optional(),
  rest: RestForm.optional(),
});

/** What a lock file must look like. */
export const ContractForm: z.ZodType<Contract> = z.strictObject({
  version: z.literal(LOCK_VERSION),
  procedures: z.record(z.string(), ProcedureForm),
  $defs: z.record(z.string(), SchemaForm),
});

function fields<T extends z.ZodType>(schema: T, ...names: string[]): Record<string, z.ZodOptional<T>> {
  return Object.fromEntries(names.map((name) => [name, schema.optional()]));
}
