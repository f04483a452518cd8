import type { Change } from "../change.ts";
import type { Pair } from "../schema/walk.ts";

/** A change of a procedure that is yet to be told which. */
export type PartChange = Omit<Change, "procedure">;

/** Compares one part of a procedure. */
export type ComparePart<T> = (pair: Pair<T>) => readonly PartChange[];

/** Makes the change of one place. */
export function changeAt(where: string) {
  return {
    breaking: (rule: string, message: string): PartChange => ({ where, kind: "breaking", rule, message }),
    compatible: (rule: string, message: string): PartChange => ({ where, kind: "compatible", rule, message }),
  };
}
