import type { Contract } from "../contract.ts";
import { sorted } from "../sorted.ts";

const WIDTH = 120;

/** The text of the lock file: sorted, and with a line for whatever fits in one, so that a changed field is a changed line. */
export function printContract(contract: Contract): string {
  return `${print(sorted(contract), 0, 0)}\n`;
}

/** `before` is how much of the line is taken already, as by a key. */
function print(json: unknown, indent: number, before: number): string {
  if (typeof json !== "object" || json === null) return JSON.stringify(json);
  const line = printLine(json);
  // At the outer levels, what stands for a procedure has lines of its own even when it is short.
  if (line.length + before + 1 <= WIDTH && indent > 2) return line;
  const inner = " ".repeat(2 * (indent + 1));
  const [open, close] = Array.isArray(json) ? ["[", "]"] : ["{", "}"];
  const parts = Array.isArray(json)
    ? json.map((value) => inner + print(value, indent + 1, inner.length))
    : Object.entries(json).map(([key, value]) => {
        const start = `${inner}${JSON.stringify(key)}: `;
        return start + print(value, indent + 1, start.length);
      });
  return parts.length === 0 ? line : `${open}\n${parts.join(",\n")}\n${" ".repeat(2 * indent)}${close}`;
}

function printLine(json: unknown): string {
  if (Array.isArray(json)) return `[${json.map(printLine).join(", ")}]`;
  if (typeof json !== "object" || json === null) return JSON.stringify(json);
  const entries = Object.entries(json).map(([key, value]) => `${JSON.stringify(key)}: ${printLine(value)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
