import { byText } from "../canonical.ts";
import { type ComparePart, type PartChange, changeAt } from "./part.ts";

type Errors = Readonly<Record<string, number>> | undefined;

/** Compares the errors that a procedure declares. They are part of its answers: a new one is met by callers that do not know it. */
export const compareErrors: ComparePart<Errors> = ({ before = {}, after = {} }) =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .toSorted(byText)
    .flatMap((name) => compareError(name, before[name], after[name]));

function compareError(name: string, was: number | undefined, is: number | undefined): PartChange[] {
  const { breaking, compatible } = changeAt(`/errors/${name}`);
  if (was === is) return [];
  if (was === undefined)
    return [
      breaking(
        "error-added",
        `May fail with ${name} (${is}). Calls that went well may now fail in a way that callers do not know.`,
      ),
    ];
  if (is === undefined) return [compatible("error-removed", `No longer fails with ${name} (${was}).`)];
  return [
    breaking(
      "error-status-changed",
      `${name} has status ${is} instead of ${was}. REST callers that go by the status take it for another error.`,
    ),
  ];
}
