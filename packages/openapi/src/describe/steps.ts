import { _normalize, _slugify, _toLowerCase, _toUpperCase, _trim } from "zod/v4/core";
import { type Io, type Schema, defOf } from "../schema/zod.ts";

/** What a check or a format says of itself, by names that only zod knows. */
type CheckDef = Readonly<Record<string, unknown>> & { readonly check: string };

/** A schema's checks in their order; a format is its own first one. */
export function checksOf(schema: Schema): CheckDef[] {
  const own = schema._zod.traits.has("$ZodCheck") ? [schema] : [];
  return [...own, ...(defOf(schema).checks ?? [])].map(({ _zod }) => _zod.def as unknown as CheckDef);
}

/**
 * What becomes of a value on its way through a schema, in this order: `coerce`, then whatever rewrites it (`trim`), and the
 * checks that still see it as it was before the last of these.
 */
export function stepsOf(schema: Schema, io: Io): string[] {
  const isCoerced = io === "input" && (defOf(schema) as { coerce?: boolean }).coerce === true;
  const steps = checksOf(schema).flatMap(stepsIn);
  const last = steps.findLastIndex(({ isRewrite }) => isRewrite);
  return [...(isCoerced ? ["coerce"] : []), ...steps.slice(0, last + 1).map(({ name }) => name)];
}

interface Step {
  readonly name: string;
  readonly isRewrite: boolean;
}

function stepsIn({ check, format, normalize, tx }: CheckDef): Step[] {
  if (check === "overwrite") return [{ name: rewriteOf(tx as Rewrite), isRewrite: true }];
  const name = typeof format === "string" ? format : check === "custom" ? "refine" : check;
  return [{ name, isRewrite: false }, ...(normalize === true ? [{ name: "normalize-url", isRewrite: true }] : [])];
}

type Rewrite = (text: string) => string;

const sourceOf = (check: { readonly _zod: { readonly def: unknown } }): string =>
  String((check._zod.def as { readonly tx: Rewrite }).tx);
const KNOWN = new Map([
  [sourceOf(_trim()), "trim"],
  [sourceOf(_toLowerCase()), "toLowerCase"],
  [sourceOf(_toUpperCase()), "toUpperCase"],
  [sourceOf(_slugify()), "slugify"],
]);
const NORMALIZE = sourceOf(_normalize());
/** A letter that each of Unicode's four forms writes another way. */
const PROBE = "\u1E9B\u0323";

/** A rewriting is a function: zod's own are known by their source, any other is `overwrite`. */
function rewriteOf(tx: Rewrite): string {
  const source = String(tx);
  if (source !== NORMALIZE) return KNOWN.get(source) ?? "overwrite";
  return `normalize-${["NFC", "NFD", "NFKC", "NFKD"].find((form) => PROBE.normalize(form) === tx(PROBE))}`;
}

/** Options that the pattern of a format contains, or that are none. */
const SEEN: ReadonlySet<string> = new Set(
  `type format check checks pattern coerce error abort when normalize includes position prefix suffix precision offset local
  version delimiter`.split(/\s+/),
);

/** The options of a text's formats that its pattern does not contain, as `protocol` of a URL or `alg` of a JWT. */
export function optionsOf(schema: Schema): Record<string, string> {
  const options: Record<string, string> = {};
  for (const def of checksOf(schema).filter(({ check }) => check === "string_format")) {
    for (const [key, value] of Object.entries(def)) {
      const isPlain = ["string", "number", "boolean"].includes(typeof value) || value instanceof RegExp;
      if (SEEN.has(key) || !isPlain) continue;
      options[key] = key in options ? `${options[key]} and ${String(value)}` : String(value);
    }
  }
  return options;
}
