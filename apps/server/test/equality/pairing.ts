import type { Known } from "./refs.ts";

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const randomEnd = /-[0-9a-z]{6}$/;
const secrets = new Set(
  "token accessToken refreshToken passwordUrl secret start uri challenge kid deviceCode userCode webhook-signature".split(
    " ",
  ),
);
/** Texts that are JSON: what is in them is compared. */
const message = /(?:^|\.)(?:payload|messages\.\d+\.body)$/;

/** Two answers to one call come within this time. */
const clockToleranceMs = 30_000;

export type Pairing = {
  /** Where two values differ beyond what each side calls its own things; undefined when nowhere. */
  difference: (trpc: unknown, rest: unknown) => string | undefined;
};

/**
 * Compares values of twins. What each makes by itself differs: ids, cursors, secrets, names with a random end, the time. An id
 * and a name must stand for the same thing on the other side whenever they occur.
 */
export function createPairing(known: Known): Pairing {
  const there = new Map<string, string>();
  const back = new Map<string, string>();

  const pair = (left: string, right: string): boolean => {
    const isNew = !there.has(left) && !back.has(right);
    if (isNew) {
      there.set(left, right);
      back.set(right, left);
      known.fresh.push([left, right]);
    }
    return there.get(left) === right && back.get(right) === left;
  };

  const sameText = (key: string, left: string, right: string): boolean => {
    if (key === "nextCursor") return known.cursor.push([left, right]) > 0;
    if (secrets.has(key)) return left.length === right.length;
    if (key === "webhook-timestamp") return Math.abs(Number(left) - Number(right)) * 1000 < clockToleranceMs;
    if (uuid.test(left) && uuid.test(right)) return left === right ? !there.has(left) : pair(left, right);
    // Text may look like an instant and be none.
    if (left === right) return true;
    if (instant.test(left) && instant.test(right))
      return Math.abs(Date.parse(left) - Date.parse(right)) < clockToleranceMs;
    const isNamed =
      randomEnd.test(left) && randomEnd.test(right) && left.replace(randomEnd, "") === right.replace(randomEnd, "");
    return isNamed && pair(left, right);
  };

  const compare = (path: string, left: unknown, right: unknown): string | undefined => {
    const told = `${path || "the whole"}: ${JSON.stringify(left)} is not ${JSON.stringify(right)}`;
    if (typeof left === "string" && typeof right === "string" && message.test(path))
      return compare(`${path}.`, JSON.parse(left), JSON.parse(right));
    if (typeof left === "string" && typeof right === "string")
      return sameText(path.split(".").at(-1) ?? "", left, right) ? undefined : told;
    if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) {
      if (path.endsWith("retryAfter") && Math.abs(Number(left) - Number(right)) <= 2) return undefined;
      return Object.is(left, right) ? undefined : told;
    }
    if (Array.isArray(left) !== Array.isArray(right)) return told;
    const [ours, theirs] = [left as Record<string, unknown>, right as Record<string, unknown>];
    const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
    for (const key of keys) {
      const found = compare(path === "" ? key : `${path}.${key}`, ours[key], theirs[key]);
      if (found !== undefined) return found;
    }
    return undefined;
  };

  return { difference: (trpc, rest) => compare("", trpc, rest) };
}
