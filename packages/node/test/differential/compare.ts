import type { Answer } from "../raw-response.ts";
import type { Observation } from "./side.ts";

/** Headers of the transport, which an adapter may choose. */
const framing = new Set(["transfer-encoding", "content-length", "date", "connection", "keep-alive"]);

/** Node's words depend on which of its methods was called first. */
const tooLate = /Cannot (set|write|append) headers after they are sent to the client/g;

/** An observation without what may differ: framing, stacks, and the order in which the parts of a stream are ready. */
export function comparable({ outcome, contexts, errors, metas }: Observation) {
  const heard = errors.map((error) => error.replaceAll(tooLate, "Too late for headers")).toSorted();
  const seen = { contexts, errors: heard, metas };
  // A request that goes on after its declared end resets the connection: how much comes before that is a matter of luck.
  if (outcome.kind === "closed") return { kind: outcome.kind, ...seen };
  if (outcome.kind !== "answer") return { ...outcome, ...seen };
  const { status, reason, headers } = outcome.answer;
  const visible = headers.filter(([name]) => !framing.has(name)).map(([name, value]) => `${name}: ${value}`);
  return { status, reason, headers: visible.toSorted(), body: comparableBody(outcome.answer), ...seen };
}

function comparableBody({ body }: Answer): string {
  // Latin 1, so that every byte counts, invalid ones too.
  const text = body.toString("latin1").replace(/"stack":"(?:[^"\\]|\\.)*"/g, '"stack":"…"');
  return isStream(text) ? sortedStream(text) : text;
}

/** tRPC's JSON lines: a head that names the chunks, then the chunks in the order in which they are ready. */
function isStream(text: string): boolean {
  return text.startsWith('{"0":[[0]') && text.includes("\n");
}

function sortedStream(text: string): string {
  const [head = "", ...lines] = text.split("\n");
  const inside = lines
    .filter((line) => line !== "")
    .map((line) => line.replaceAll(/\["result",0,\d+\]|\["data",0,\d+\]|^\[\d+,/g, "[#,"));
  return [head, ...inside.toSorted()].join("\n");
}
