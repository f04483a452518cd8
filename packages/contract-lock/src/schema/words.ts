import type { Alternatives, Kind, Member, Single } from "./alternatives.ts";
import { tagsOf } from "./tags.ts";

const KINDS: Readonly<Record<Kind, string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  null: "null",
  array: "a list",
  object: "an object",
  anything: "anything",
  opaque: "what no schema describes",
};

/** A kind of value, for people. */
export function kindName(kind: Kind): string {
  return KINDS[kind];
}

/** A form, for people. */
export function memberName({ kind, json, name }: Member): string {
  if (name !== undefined) return name;
  const tag = Object.entries(tagsOf(json))[0];
  if (tag) return `the form with ${tag[0]} ${tag[1]}`;
  const type = json["x-type"] as string | undefined;
  if (type !== undefined) return `a ${type === "date" ? "Date" : type}`;
  if (kind === "number") return json["type"] === "integer" ? "a whole number" : "a number";
  const format = json["format"] as string | undefined;
  return format === undefined ? KINDS[kind] : `a text of format ${format}`;
}

/** All that a schema allows, for people. */
export function describe({ values, members }: Alternatives): string {
  const singles = [...values.values()];
  const booleans = singles.filter(({ kind }) => kind === "boolean").length === 2;
  const names = [
    ...members.map(memberName),
    ...(booleans ? [KINDS.boolean] : []),
    ...singles.filter(({ kind }) => !booleans || kind !== "boolean").map(valueName),
  ];
  const short = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
  return short.length === 0 ? "nothing" : short.join(" or ");
}

/** A value, for people. */
export function valueName({ value }: Single): string {
  return JSON.stringify(value);
}
