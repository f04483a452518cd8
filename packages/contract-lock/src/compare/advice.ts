import type { Side } from "../schema/walk.ts";

/** What a breaking change of a schema does to callers, and what to do instead. */
const ADVICE: Readonly<Record<Side, Readonly<Record<string, string>>>> = {
  input: {
    "property-removed": "Callers that send it are refused: keep it, optional and unread, until they have stopped",
    "required-property-added": "Calls without it are refused: make it optional or give it a default",
    "property-now-required": "Calls that leave it out are refused: give it a default instead",
    "default-removed": "Calls that leave it out now mean something else",
    "default-changed": "Calls that leave it out now mean something else",
    "enum-value-removed": "Calls with it are refused",
    "nullable-removed": "Calls with null are refused",
    "rule-added": "What it refuses cannot be seen from here: accept it if that is nothing that callers send",
    "other-keys-refused": "Calls that send more are refused",
    "undefined-refused": "Calls with undefined are refused",
    "step-removed": "Calls that rely on it are refused, or mean something else",
    "step-changed": "Some calls that were fine may be refused, or mean something else",
    "words-removed": "Calls with them are refused, or mean something else",
  },
  output: {
    "property-removed": "Callers that read it find nothing: keep it until they have stopped",
    "property-added": "Callers that check the answer strictly refuse it",
    "property-now-optional": "Callers that read it without a check fail where it is missing",
    "nullable-added": "Callers that use it without a check fail where it is null",
    "enum-value-added": "Callers that handle only the values they know meet another",
    "union-member-added": "Callers that handle only the forms they know meet another",
    "enum-removed": "Callers that handle only the values they know meet others",
    "undefined-allowed": "Callers that use it without a check fail where it is undefined",
    "union-order-changed": "Some answers have other keys than they had",
    "other-keys-ignored": "Callers that check the answer strictly will refuse it",
  },
};

const GENERAL: Readonly<Record<Side, string>> = {
  input: "Some calls that were fine are refused",
  output: "Callers may get what they are not made for",
};

/** The second sentence of a breaking change. */
export function adviceFor(side: Side, rule: string): string {
  return ADVICE[side][rule] ?? GENERAL[side];
}
