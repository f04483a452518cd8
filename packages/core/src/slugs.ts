import { randomInt } from "node:crypto";
import { uniqueTarget } from "@tenon/db";
import { isUuid } from "./uuid.ts";

/** Whether a reference is an id rather than a slug or a username. */
export const isId = (ref: string): boolean => isUuid(ref.toLowerCase());

/** A name for URLs: lower case letters and digits with single hyphens, at most `max` characters. */
export function slugOf(title: string, { max = 80, fallback = "post" } = {}): string {
  const slug = title
    .normalize("NFKD")
    // Latin letters do without their marks; elsewhere a mark makes another letter.
    .replace(/(?<=\p{Script=Latin})\p{M}+|['’]/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .normalize("NFC");
  const cut = [...slug]
    .slice(0, max)
    .join("")
    .replace(/^-+|-+$/g, "");
  if (routeNames.has(cut)) return `${cut}-${fallback}`;
  return cut === "" || isId(cut) ? fallback : cut;
}

/** Words that stand where a slug could in the routes of posts. */
const routeNames = new Set(["events", "feed"]);

/** A username from a person's name: ASCII, at most 20 characters. */
export function usernameOf(name: string): string {
  const ascii = slugOf(name).replace(/[^a-z0-9-]/g, "");
  const cut = ascii.slice(0, 20).replace(/^-+|-+$/g, "");
  return cut.length < 3 ? "user" : cut;
}

const suffix = () => randomInt(36 ** 5, 36 ** 6).toString(36);

/**
 * Calls `write`, and again as long as the unique `column` has its value already. `free` makes the value of a name:
 * the name itself at first, then one with a random suffix.
 */
export async function withFreeName<T>(
  column: string,
  write: (free: (name: string) => string) => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await write((name) => (attempt === 0 ? name : `${name}-${suffix()}`));
    } catch (error) {
      if (attempt === 4 || !uniqueTarget(error).includes(column)) throw error;
    }
  }
}
