import type { Json } from "@tenon/openapi";
import { canonical } from "../canonical.ts";
import { MARKS, PRESENCE, marksOf } from "./mark-names.ts";
import { type Resolve, type Resolved, asSchema } from "./resolve.ts";
import { haveDifferentTags } from "./tags.ts";

/** What kind of JSON a value is; `anything` is all of them, `opaque` what cannot be looked into. */
export type Kind = "string" | "number" | "boolean" | "null" | "array" | "object" | "anything" | "opaque";

/** A single value that a schema allows, as of an enum. */
export interface Single {
  readonly kind: Kind;
  readonly value: unknown;
}

/** One of the forms that a schema allows. */
export interface Member extends Resolved {
  readonly kind: Kind;
  /** The schema as it stands in the contract. */
  readonly source: Json;
  /** The member is the whole schema rather than one of several. */
  readonly isWhole: boolean;
  /** Of several that fit, the one that comes first wins. */
  readonly isOrdered?: boolean;
}

/** All that a schema allows: single values, and forms. */
export interface Alternatives {
  /** By their JSON text. */
  readonly values: ReadonlyMap<string, Single>;
  readonly members: readonly Member[];
}

interface Collected {
  readonly values: Map<string, Single>;
  readonly members: Member[];
  readonly seen: Set<Json>;
}

/** Takes a schema apart into what it allows. */
export function alternativesOf(whole: Resolved, resolve: Resolve): Alternatives {
  const into: Collected = { values: new Map(), members: [], seen: new Set() };
  collect({ ...whole, source: whole.json, isWhole: true }, resolve, into);
  return into;
}

function collect(form: Omit<Member, "kind">, resolve: Resolve, into: Collected): void {
  const { json } = form;
  const options: unknown = json["anyOf"] ?? json["oneOf"];
  if (Array.isArray(options)) {
    if (into.seen.has(json)) return;
    into.seen.add(json);
    const sources = options.map(asSchema);
    if (json["oneOf"] !== undefined && overlap(sources, { resolve, seen: into.seen })) {
      into.members.push({ ...form, kind: "opaque" });
      return;
    }
    const isOrdered = form.isOrdered === true || json["x-ordered"] === true;
    for (const source of sources) collect({ ...resolve(source), source, isWhole: false, isOrdered }, resolve, into);
    return;
  }
  if (isNever(json)) return;
  const values: unknown = "const" in json ? [json["const"]] : json["enum"];
  if (Array.isArray(values)) {
    for (const value of values) addValue(value, form, into);
    return;
  }
  const types = [json["type"] ?? "unstated"].flat() as string[];
  for (const type of types) {
    if (type === "null") addValue(null, form, into);
    else if (type === "boolean") for (const value of [true, false]) addValue(value, form, into);
    else if (types.length === 1) into.members.push({ ...form, kind: kindOfType(type, json) });
    // Several types are a union of bare ones.
    else into.members.push({ ...form, ...bare(type), isWhole: false });
  }
}

/** Whether a value may fit several of the options: then "exactly one of them" is not the same as "any of them". */
function overlap(options: readonly Json[], { resolve, seen }: { resolve: Resolve; seen: ReadonlySet<Json> }): boolean {
  const taken = options.map((source) => {
    const into: Collected = { values: new Map(), members: [], seen: new Set(seen) };
    collect({ ...resolve(source), source, isWhole: false }, resolve, into);
    return into;
  });
  return taken.some((left, index) => taken.slice(index + 1).some((right) => !areDisjoint(left, right)));
}

function areDisjoint(left: Alternatives, right: Alternatives): boolean {
  const isApart = (these: Alternatives, those: Alternatives): boolean =>
    these.members.every(({ kind }) => {
      if (kind === "anything" || kind === "opaque") return those.values.size + those.members.length === 0;
      return [...those.values.values()].every((single) => single.kind !== kind);
    });
  const haveNoForm = left.members.every((one) =>
    right.members.every((other) => one.kind !== other.kind || haveDifferentTags({ before: one, after: other })),
  );
  const haveNoValue = [...left.values.keys()].every((text) => !right.values.has(text));
  return haveNoForm && haveNoValue && isApart(left, right) && isApart(right, left);
}

function addValue(value: unknown, { json, isWhole }: Omit<Member, "kind">, { values }: Collected): void {
  const mark = (json["x-type"] as string | undefined) ?? "";
  // A mark of one option among several goes with its values; that of a whole schema is compared as its own.
  const marks = isWhole ? "{}" : canonical(marksOf(json));
  values.set(`${mark}${JSON.stringify(value)}${marks === "{}" ? "" : ` under ${marks}`}`, {
    kind: kindOf(value),
    value,
  });
}

function isNever(json: Json): boolean {
  return typeof json["not"] === "object" && Object.keys(json["not"] as object).length === 0;
}

/** Forms that are the same whenever they are met. */
const BARE = new Map(
  ["string", "number", "integer", "array", "object"].map((type): [string, Json] => [type, { type }]),
);

function bare(type: string): Pick<Member, "json" | "source" | "kind"> {
  const json = BARE.get(type) ?? { type };
  return { json, source: json, kind: kindOfType(type, json) };
}

const BESIDE: ReadonlySet<string> = new Set(["default", "deprecated", "x-default", ...MARKS, ...PRESENCE]);

function kindOfType(type: string, json: Json): Kind {
  if (type === "integer") return "number";
  if (type !== "unstated") return type as Kind;
  const isFree = Object.keys(json).every((key) => BESIDE.has(key));
  return isFree ? "anything" : "opaque";
}

/** The kind of a JSON value. */
export function kindOf(value: unknown): Kind {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : (typeof value as Kind);
}
