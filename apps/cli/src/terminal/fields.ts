import { pad, widthOf } from "./width.ts";

/** `name  value` lines, aligned; a value that is undefined has no line. Values must be printable. */
export function fieldLines(fields: Record<string, string | undefined>, name: (text: string) => string): string {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  const width = Math.max(...given.map(([key]) => widthOf(key)));
  return given.map(([key, value]) => `${name(pad(key, width))}  ${value}`.trimEnd()).join("\n");
}
