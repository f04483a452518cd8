/** One difference between two contracts, and what it does to callers. */
export interface Change {
  /** Dotted path. */
  readonly procedure: string;
  /** Which part of the procedure: a path like a JSON Pointer, as `/input/tags/*`. */
  readonly where: string;
  readonly kind: "breaking" | "compatible";
  /** What happened, for programs. */
  readonly rule: string;
  /** What happened and what it means, for people. */
  readonly message: string;
}
