import { styleText } from "node:util";
import type { Change } from "../change.ts";

/** How a report looks. */
export interface Look {
  readonly isColored: boolean;
}

const LISTED = 3;

/** The changes for people: breaking ones first, the same change of several procedures once. */
export function reportChanges(changes: readonly Change[], { isColored }: Look): string {
  const paint = (style: "red" | "green" | "dim", text: string): string =>
    isColored ? styleText(style, text, { validateStream: false }) : text;
  const section = (kind: Change["kind"], title: string): string => {
    const groups = Map.groupBy(
      changes.filter((change) => change.kind === kind),
      ({ rule, message }) => `${rule} ${message}`,
    );
    const parts = [...groups.values()].map((group) => {
      const rule = paint("dim", `[${group[0]?.rule}]`);
      return `  ${placesOf(group)} ${rule}\n    ${group[0]?.message}\n`;
    });
    return parts.length === 0 ? "" : `${paint(kind === "breaking" ? "red" : "green", title)}\n${parts.join("")}\n`;
  };
  return section("breaking", "Breaking") + section("compatible", "Compatible");
}

function placesOf(group: readonly Change[]): string {
  const places = group.slice(0, LISTED).map(({ procedure, where }) => `${procedure} ${where}`.trimEnd());
  const more = group.length > LISTED ? `, and ${group.length - LISTED} more` : "";
  return `${places.join(", ")}${more}`;
}

/** How many changes there are of each kind, in words. */
export function summarize(changes: readonly Change[]): string {
  const breaking = changes.filter(({ kind }) => kind === "breaking").length;
  const compatible = changes.length - breaking;
  if (changes.length === 0) return "written in another way, with nothing changed";
  return [
    ...(breaking > 0 ? [`${breaking} breaking ${plural(breaking)}`] : []),
    ...(compatible > 0 ? [`${compatible} compatible ${plural(compatible)}`] : []),
  ].join(" and ");
}

const plural = (count: number): string => (count === 1 ? "change" : "changes");
