import { type ZodObject, type ZodType, type input, type output, preprocess } from "zod";
import { createRecord } from "./record.ts";
import { compileText } from "./text.ts";
import { compileWire } from "./wire.ts";
import { type Schema, core, defOf, unwrap } from "./zod.ts";

/** The preprocessing steps that `formInput` made: what tells a form from an object, whatever is wrapped around it. */
const readers = new WeakSet<Schema>();

/**
 * An input that is sent as `multipart/form-data`: files (`z.file()`), texts read as in a query string, lists of either by
 * repetition, and anything deeper as JSON. REST reads any client's form and tRPC's clients pass a `FormData`: both end here.
 */
export function formInput<Form extends ZodObject>(
  schema: Form,
): ZodType<output<Form>, FormData & { readonly "~fields"?: input<Form> }> {
  const fields = new Map(Object.entries(schema.shape).map(([key, field]) => [key, fieldOf(field as Schema)]));
  const form = preprocess((value) => (value instanceof FormData ? objectOf(value, fields) : value), schema);
  readers.add(form.def.in);
  return form as never;
}

export function isForm(schema: Schema): boolean {
  for (let current: Schema | undefined = schema; current; current = unwrap(current, "input")) {
    const def = defOf(current);
    if (def.type === "pipe" && readers.has(def.in)) return true;
  }
  return false;
}

/** What a field of a form holds, or each of its repetitions. */
export function partOf(field: Schema): { readonly isList: boolean; readonly part: Schema } {
  const inner = core(field, "input");
  const def = defOf(inner);
  const isList = def.type === "array" || def.type === "set";
  return { isList, part: def.type === "array" ? def.element : def.type === "set" ? def.valueType : inner };
}

export const isFile = (schema: Schema): boolean => defOf(core(schema, "input")).type === "file";

interface Field {
  readonly isFile: boolean;
  readonly collect: (values: unknown[]) => unknown;
  readonly decode: (text: string) => unknown;
}

function fieldOf(field: Schema): Field {
  const { isList, part } = partOf(field);
  const isSet = defOf(core(field, "input")).type === "set";
  return {
    isFile: isFile(part),
    // What is said twice where one is meant stays two, for the schema to refuse.
    collect: (values) => (isSet ? new Set(values) : isList || values.length > 1 ? values : values[0]),
    decode: isFile(part) ? String : (compileText(part) ?? decodeJson(part)),
  };
}

function decodeJson(schema: Schema): (text: string) => unknown {
  const decode = compileWire(schema) ?? ((value: unknown) => value);
  return (text) => {
    try {
      return decode(JSON.parse(text));
    } catch {
      return text;
    }
  };
}

/** Keys that are not fields keep their text, for the schema to strip or refuse. */
function objectOf(form: FormData, fields: ReadonlyMap<string, Field>): Record<string, unknown> {
  const object = createRecord();
  for (const key of new Set(form.keys())) {
    const field = fields.get(key);
    const values = form
      .getAll(key)
      .filter((value) => !isUnchosen(value, field))
      .map((value) => (typeof value === "string" ? (field ? field.decode(value) : value) : withoutPath(value)));
    if (values.length > 0) object[key] = field ? field.collect(values) : values.length === 1 ? values[0] : values;
  }
  return object;
}

/** A name alone, as browsers send it: a path would be the sender's word for where to write. */
function withoutPath(file: File): File {
  const name = file.name.replace(/^.*[\\/]/s, "");
  return name === file.name ? file : new File([file], name, { type: file.type, lastModified: file.lastModified });
}

/** What a browser sends for a file input that was left empty; Node's own parser reads it as a text. */
const isUnchosen = (value: File | string, field: Field | undefined): boolean =>
  typeof value === "string" ? value === "" && field?.isFile === true : value.name === "" && value.size === 0;
