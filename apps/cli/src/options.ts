import { InvalidArgumentError, Option } from "commander";

const atLeastOne = (value: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError("It must be a whole number from 1.");
  return Number(value);
};

export type CursorOptions = { limit?: number; cursor?: string };

/** How much of a list, and from where. */
export const cursorOptions = (): Option[] => [
  new Option("--limit <n>", "items per page, 100 at most (default: 20)").argParser(atLeastOne),
  new Option("--cursor <cursor>", "where the page begins, as the page before has said"),
];

export const pageOption = (): Option =>
  new Option("--page <n>", "the page by its number, with totals").argParser(atLeastOne).conflicts("cursor");

/** For an option that may be given several times. */
export const collect = (value: string, before: string[] = []): string[] => [...before, value];
