import { type ComparePart, changeAt } from "./part.ts";

const { breaking, compatible } = changeAt("/access");

/** Compares who may call. A permission that took the place of another shuts out whoever had only that one. */
export const compareAccess: ComparePart<string | undefined> = ({ before, after }) => {
  if (before === after) return [];
  const was = before === undefined ? "it did not say to whom" : `it was to ${nameOf(before)}`;
  if (after === undefined) return [breaking("access-unstated", `It no longer says to whom it is open; ${was}.`)];
  const isWider = after === "public" || (after === "user" && before !== undefined && before !== "public");
  if (isWider) return [compatible("access-widened", `Open to ${nameOf(after)}; ${was}.`)];
  return after === "user"
    ? [
        breaking(
          "access-needs-sign-in",
          `Open to ${nameOf(after)} only; ${was}. Callers that have not signed in are refused.`,
        ),
      ]
    : [breaking("access-needs-permission", `Open to ${nameOf(after)} only; ${was}. Callers without it are refused.`)];
};

function nameOf(access: string): string {
  if (access === "public") return "everybody";
  return access === "user" ? "whoever has signed in" : `holders of ${access}`;
}
