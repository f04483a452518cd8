import fc from "fast-check";

export type RefKind =
  | "user"
  | "post"
  | "comment"
  | "file"
  | "job"
  | "notification"
  | "webhook"
  | "delivery"
  | "session"
  | "apiKey"
  | "fresh"
  | "cursor";

/** Stands in a generated input for something that exists, which may be called differently on the two sides. */
export class Ref {
  readonly kind: RefKind;
  readonly index: number;
  constructor(kind: RefKind, index: number) {
    this.kind = kind;
    this.index = index;
  }
  [fc.toStringMethod](): string {
    return `${this.kind}#${this.index}`;
  }
}

export const refTo = (kind: RefKind): fc.Arbitrary<Ref> => fc.nat(30).map((index) => new Ref(kind, index));

/** What one thing is called on either side. */
export type Names = readonly [trpc: string, rest: string];
export type Side = 0 | 1;
export type Known = Record<RefKind, Names[]>;

const nothing: Names = ["01890a5d-ac96-774b-bcce-b302099a8057", "01890a5d-ac96-774b-bcce-b302099a8057"];

/** A generated value as one side knows it. */
export function resolve(value: unknown, known: Known, side: Side): unknown {
  if (value instanceof Ref) {
    const names = known[value.kind];
    return (names[value.index % Math.max(1, names.length)] ?? nothing)[side];
  }
  if (Array.isArray(value)) return value.map((item) => resolve(item, known, side));
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, known, side)]));
}
