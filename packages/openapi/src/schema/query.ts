import { type TextDecode, compileText } from "./text.ts";
import { type Schema, core, defOf, takes } from "./zod.ts";

/** How one input key is read from a query string: `a=1`, `a=1&a=2`, or `a[b]=1` (OpenAPI's form and deepObject styles). */
export type QueryPlan =
  | { readonly style: "form"; readonly repeats: boolean; readonly decode: (texts: readonly string[]) => unknown }
  | { readonly style: "deepObject"; readonly decode: (name: string, text: string) => unknown };

/** Compiles a plan for one query key; undefined when the schema is deeper than a query string can say. */
export function compileQuery(schema: Schema): QueryPlan | undefined {
  const scalar = compileText(schema);
  if (scalar) return { style: "form", repeats: false, decode: ([text = ""]) => scalar(text) };
  const inner = core(schema, "input");
  const def = defOf(inner);
  switch (def.type) {
    case "array":
      return list(compileText(def.element), (values) => values);
    case "set":
      return list(compileText(def.valueType), (values) => new Set(values));
    case "union":
      return scalarOrList(def.options);
    case "object":
      return deepObject(def.shape, def.catchall);
    case "record":
      return deepObject({}, def.valueType);
    default:
      return undefined;
  }
}

function list(element: TextDecode | undefined, collect: (values: unknown[]) => unknown): QueryPlan | undefined {
  return element && { style: "form", repeats: true, decode: (texts) => collect(texts.map(element)) };
}

/** `z.union([z.string(), z.array(z.string())])`: what the options cannot take as written is left for zod to report. */
function scalarOrList(options: readonly Schema[]): QueryPlan | undefined {
  const plans = options.map((option) => ({ option, plan: compileQuery(option) }));
  if (plans.some(({ plan }) => plan?.style !== "form")) return undefined;
  return {
    style: "form",
    repeats: true,
    decode: (texts) => {
      for (const { option, plan } of plans) {
        if (plan?.style !== "form" || (texts.length > 1 && !plan.repeats)) continue;
        const value = plan.decode(texts);
        if (takes(option, value)) return value;
      }
      return texts.length > 1 ? texts : texts[0];
    },
  };
}

function deepObject(shape: Readonly<Record<string, Schema>>, rest: Schema | undefined): QueryPlan | undefined {
  const fields = new Map<string, TextDecode>();
  for (const [name, schema] of Object.entries(shape)) {
    const decode = compileText(schema);
    if (!decode) return undefined;
    fields.set(name, decode);
  }
  const other = rest ? compileText(rest) : (text: string) => text;
  if (!other) return undefined;
  return { style: "deepObject", decode: (name, text) => (fields.get(name) ?? other)(text) };
}
