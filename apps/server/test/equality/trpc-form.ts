import type { HttpCall } from "./rest-form.ts";
import type { Subject } from "./subjects.ts";

/** The request of tRPC's wire for an input. */
export function trpcForm({ operation: { path, type } }: Subject, input: unknown): HttpCall {
  const text = input === undefined ? undefined : JSON.stringify(envelope(input));
  if (type === "mutation") {
    const headers: Record<string, string> = { "content-type": "application/json" };
    return { method: "POST", target: `/trpc/${path}`, headers, body: text };
  }
  const query = text === undefined ? "" : `?input=${encodeURIComponent(text)}`;
  return { method: "GET", target: `/trpc/${path}${query}`, headers: {}, body: undefined };
}

/** As superjson writes it, which itself refuses keys such as `constructor` that a caller can send nevertheless. */
function envelope(input: unknown): unknown {
  const values = annotations(input);
  return { json: input, ...(values !== undefined && { meta: { values } }) };
}

/** Which values are dates: the whole one, or those at its keys. No input has them deeper. */
function annotations(input: unknown): unknown {
  if (input instanceof Date) return ["Date"];
  if (typeof input !== "object" || input === null) return undefined;
  const dates = Object.entries(input).filter(([, value]) => value instanceof Date);
  return dates.length === 0 ? undefined : Object.fromEntries(dates.map(([key]) => [key, ["Date"]]));
}
