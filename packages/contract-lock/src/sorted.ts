import { byText } from "./canonical.ts";

/** A copy with sorted keys and without those that are undefined, at every depth. */
export function sorted(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(sorted);
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(
    Object.entries(json)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, sorted(value)] as const)
      .toSorted(([left], [right]) => byText(left, right)),
  );
}
