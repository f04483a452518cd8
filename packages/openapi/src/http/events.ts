import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { isTrackedEnvelope } from "@trpc/server";
import { isObservable, observableToAsyncIterable } from "@trpc/server/observable";
import { toJson } from "./json.ts";

/** Where a subscription's events are written. */
export interface EventStream {
  readonly res: ServerResponse;
  /** Aborted when the client leaves. */
  readonly signal: AbortSignal;
  /** Aborted when the server stops: the stream ends without a word, so that its client comes again. */
  readonly stop: AbortSignal;
  /** Between two comments, which keep a silent connection from being taken for a dead one. */
  readonly heartbeatMs: number;
  readonly needsReplacer: boolean;
}

const COMMENT = ":\n\n";

/**
 * Writes what a subscription yields as server-sent events (WHATWG HTML §9.2): what is `tracked` under its id, and at last an
 * event `end`, for a browser would ask again. The next value is asked for when the reader has taken the one before.
 */
export async function sendEvents(stream: EventStream, output: unknown): Promise<void> {
  const { res, signal, stop, heartbeatMs } = stream;
  const events = iterableOf(output, signal)[Symbol.asyncIterator]();
  res.writeHead(200, {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store, no-transform",
    // nginx would hold events back until its buffer is full.
    "X-Accel-Buffering": "no",
  });
  res.write(COMMENT);
  const heartbeat = setInterval(() => !res.writableNeedDrain && res.write(COMMENT), heartbeatMs);
  const over = AbortSignal.any([signal, stop]);
  try {
    for (let next = await nextOf(events, over); next && !next.done; next = await nextOf(events, over)) {
      if (!res.write(textOf(next.value, stream))) await once(res, "drain", { signal: over });
    }
    if (!over.aborted) res.write(eventText("end", ""));
  } catch (cause) {
    if (!over.aborted) throw cause;
  } finally {
    clearInterval(heartbeat);
    // One that waits for something else than the signal may take its time to hear of it.
    void end(events).catch(() => {});
  }
  res.end();
}

const end = async (events: AsyncIterator<unknown>): Promise<unknown> => events.return?.();

/** A failure after the first byte: the last event of its stream. */
export function endWithError(res: ServerResponse, problem: string): void {
  res.end(eventText("error", problem));
}

function iterableOf(output: unknown, signal: AbortSignal): AsyncIterable<unknown> {
  if (isObservable(output)) return observableToAsyncIterable(output, signal);
  if (typeof output === "object" && output !== null && Symbol.asyncIterator in output) {
    return output as AsyncIterable<unknown>;
  }
  throw new TypeError("A subscription gave neither an async iterable nor an observable");
}

/** Undefined when the stream is over first. Not `Promise.race`: it would remember every value for as long as the stream lives. */
function nextOf(
  events: AsyncIterator<unknown>,
  over: AbortSignal,
): Promise<IteratorResult<unknown, unknown> | undefined> {
  return new Promise((resolve, reject) => {
    const onOver = () => resolve(undefined);
    if (over.aborted) return onOver();
    over.addEventListener("abort", onOver, { once: true });
    events
      .next()
      .then(resolve, reject)
      .finally(() => over.removeEventListener("abort", onOver));
  });
}

function textOf(value: unknown, { needsReplacer }: EventStream): string {
  const [id, data] = isTrackedEnvelope(value) ? value : [undefined, value];
  if (id !== undefined && /[\0\r\n]/.test(id)) throw new TypeError("The id of an event cannot have line breaks");
  return eventText(undefined, toJson(data ?? null, needsReplacer), id);
}

const eventText = (name: string | undefined, data: string, id?: string): string =>
  `${name === undefined ? "" : `event: ${name}\n`}${id === undefined ? "" : `id: ${id}\n`}data: ${data}\n\n`;
