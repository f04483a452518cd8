import type { Json } from "./json.ts";

/** What an error code stands for. */
export interface ErrorEntry {
  readonly status: number;
  readonly message?: string;
  /** A failure with this code, as it is sent. */
  readonly example?: unknown;
  /** An operation that documents the status without a code fails with this one. @default false */
  readonly isImplied?: boolean;
}

type Errors = Readonly<Record<string, ErrorEntry>>;

const EXAMPLES = "#/components/examples/";

/** The codes that a status stands for where an operation names none. */
export const impliedCodes = (status: number | undefined, errors: Errors): string[] =>
  Object.keys(errors).filter((code) => errors[code]?.isImplied && errors[code].status === status);

/** The examples of some codes, as a member of a media type object: references, for each is written once. */
export function exampleRefs(codes: readonly string[], errors: Errors): Json {
  const shown = codes.filter((code) => errors[code]?.example !== undefined);
  const refs = shown.map((code) => [code, { $ref: EXAMPLES + code }] as const);
  return shown.length > 0 ? { examples: Object.fromEntries<Json>(refs) } : {};
}

/** Every example that a part of the document refers to, as a member of its components, in the order of the registry. */
export function examplesIn(part: unknown, errors: Errors): Json {
  const text = JSON.stringify(part);
  const used = Object.entries(errors).filter(([code]) => text.includes(`"${EXAMPLES}${code}"`));
  const examples = used.map(([code, { message, example }]) => {
    return [code, { ...(message && { summary: message }), value: example }] as const;
  });
  return examples.length > 0 ? { examples: Object.fromEntries<Json>(examples) } : {};
}
