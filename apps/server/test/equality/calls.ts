import fc from "fast-check";
import { hintFor } from "./hints.ts";
import type { Subject } from "./subjects.ts";
import { type Arbitrary, edgeValue, junkValue, validValue } from "./values.ts";

export const principalNames = ["admin", "chief", "editor", "ada", "ada by cookie", "bob", "nobody", "stale"] as const;
export type PrincipalName = (typeof principalNames)[number];

/** One call, of both sides. */
export type Call = {
  path: string;
  principal: PrincipalName;
  /** Refs in it stand for what exists. */
  input: unknown;
  idempotencyKey: string | undefined;
};

type Mode = "valid" | "edge" | "junk";

/** One time in so many; else undefined. */
const seldom = <T>(times: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: times - 1 }, arbitrary);

const principals = fc.oneof(
  { arbitrary: fc.constantFrom<PrincipalName>("admin", "ada"), weight: 3 },
  { arbitrary: fc.constantFrom(...principalNames), weight: 2 },
);
/** Signing in and out, or deleting the account, ends the session that the call came with, after which all its calls would be alike. */
const guests = fc.oneof(
  { arbitrary: fc.constantFrom<PrincipalName>("nobody", "stale"), weight: 8 },
  fc.constantFrom(...principalNames),
);
const keys = seldom(3, fc.constantFrom("one", "two", "not a key", "ü"));

export const endsSessions = (path: string): boolean =>
  path.startsWith("auth.") || path === "me.delete" || path === "me.changePassword";

/** Calls of one procedure; with `mode` only such as its schema should take. */
export function callsOf(subject: Subject, mode?: Mode): fc.Arbitrary<Call> {
  const { operation } = subject;
  const modes = mode
    ? fc.constant(mode)
    : fc.oneof(
        { arbitrary: fc.constant<Mode>("valid"), weight: 5 },
        fc.constantFrom<Mode>("edge", "junk"),
        fc.constantFrom<Mode>("edge", "junk"),
      );
  return fc.record({
    path: fc.constant(operation.path),
    principal: principalsOf(operation.path, mode),
    input: modes.chain((chosen) => inputs(subject, chosen)),
    idempotencyKey: mode ? fc.constant(undefined) : keys,
  });
}

function principalsOf(path: string, mode: Mode | undefined): fc.Arbitrary<PrincipalName> {
  if (endsSessions(path)) return guests;
  return mode ? fc.constantFrom<PrincipalName>("admin", "ada", "chief") : principals;
}

function inputs(subject: Subject, mode: Mode): Arbitrary {
  const { operation, properties } = subject;
  if (Object.keys(properties).length === 0) return fc.constant(undefined);
  const object = objects(subject, mode);
  // With keys in the path there is no request that would say anything else than an object.
  const isWhole = operation.input.parameters.size === 0 && operation.input.body.kind !== "none";
  if (mode !== "junk" || !isWhole) return object;
  return fc.oneof({ arbitrary: object, weight: 6 }, junkValue, fc.constant(undefined));
}

type Change = { wild: [string, unknown][]; dropped: string | undefined; added: [string, unknown] | undefined };

function objects(subject: Subject, mode: Mode): Arbitrary {
  const { operation, properties, required } = subject;
  const entries = Object.entries(properties);
  const valid = fc.record(
    Object.fromEntries(entries.map(([key, schema]) => [key, hintFor(operation.path, key) ?? validValue(schema)])),
    { requiredKeys: required.filter((key) => key in properties) },
  );
  if (mode === "valid") return valid;
  const wildOf = ([key, schema]: (typeof entries)[number]) =>
    fc.tuple(fc.constant(key), mode === "edge" ? edgeValue(schema) : junkValue);
  const droppable = required.filter((key) => operation.input.parameters.get(key)?.in !== "path");
  const change: fc.Arbitrary<Change> = fc.record({
    wild: fc.array(fc.oneof(...entries.map(wildOf)), { minLength: 1, maxLength: 3 }),
    dropped: droppable.length === 0 ? fc.constant(undefined) : seldom(8, fc.constantFrom(...droppable)),
    added: seldom(
      8,
      fc.tuple(
        fc.constantFrom("nope", "constructor", "__proto__", "toString", "0"),
        fc.constantFrom<unknown>("1", 1, null, {}),
      ),
    ),
  });
  return fc.tuple(valid, change).map(([input, { wild, dropped, added }]) => {
    const changed = Object.entries({ ...input, ...Object.fromEntries(wild) }).filter(([key]) => key !== dropped);
    return Object.fromEntries(added ? [...changed, added] : changed);
  });
}
