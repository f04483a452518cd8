import fc from "fast-check";

/** Bytes of a request are written as Latin 1, so that a text can hold any of them. */
export type Bytes = fc.Arbitrary<string>;

export const long = (length: number) => "x".repeat(length);

/** Bytes of UTF-8, one character each. */
export const utf8 = (text: string): string => Buffer.from(text).toString("latin1");

export const anyBytes: Bytes = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString("latin1"));

/** The usual, and one time in twelve something wild, so that a request has about one fault and is met behind all other checks. */
export const mostly = (usual: Bytes, ...wild: Bytes[]): Bytes =>
  fc.oneof({ arbitrary: usual, weight: 11 * wild.length }, ...wild);

/** One time in so many; else undefined. */
export const seldom = (times: number, arbitrary: Bytes): fc.Arbitrary<string | undefined> =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: times - 1 }, arbitrary);
