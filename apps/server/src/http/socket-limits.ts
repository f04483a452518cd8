import { setTimeout as sleep } from "node:timers/promises";
import { TRPCError } from "@trpc/server";
import type { WebSocket } from "ws";

const maxCallsPerSecond = 200;
/** A client sends all of its subscriptions in one message when it comes again. */
const maxCallsPerMessage = 100;
/** What may wait in memory for a client that does not read. */
const maxBuffered = 1_048_576;
const maxBlockedMs = 2000;
/** Whoever asks on without reading the answers is cut off. */
const maxUnread = 8 * maxBuffered;
/** How long whoever is sent away may take to go. */
const leaveMs = 1000;

/** Waits for a client to read; one that does not is cut off, and comes again with the last id that it has. */
export async function drained(client: WebSocket): Promise<void> {
  const deadline = Date.now() + maxBlockedMs;
  while (client.bufferedAmount > maxBuffered && client.readyState === client.OPEN) {
    if (Date.now() > deadline) {
      client.close(1013, "read faster");
      client.terminate();
    }
    await sleep(20);
  }
}

/** Counts the calls of each second, of which one message may hold several, and what waits to be read. */
export function limitMessages(client: WebSocket): void {
  let second = 0;
  let count = 0;
  client.on("message", (data: Buffer) => {
    const now = Math.floor(performance.now() / 1000);
    count = (now === second ? count : 0) + callsIn(data);
    second = now;
    if (count > maxCallsPerSecond) cutOff(client, "too many calls");
    if (client.bufferedAmount > maxUnread) client.terminate();
  });
}

/** Says why, and hears nothing more: a client may go on for as long as it likes before it answers that. */
function cutOff(client: WebSocket, why: string): void {
  client.removeAllListeners("message");
  client.close(1008, why);
  setTimeout(() => client.terminate(), leaveMs).unref();
}

/** More calls than it may hold count like a flood; they are not run either: see `encoder`. */
function callsIn(data: Buffer): number {
  if (!/^[ \t\n\r]*\[/.test(data.toString("latin1"))) return 1;
  try {
    return (JSON.parse(data.toString()) as unknown[]).length;
  } catch {
    return 1;
  }
}

/** As tRPC's own, but that a message of many calls is refused as a whole. */
export const encoder = {
  encode: (data: unknown) => JSON.stringify(data),
  decode(data: string | Uint8Array): unknown {
    const message: unknown = JSON.parse(typeof data === "string" ? data : Buffer.from(data).toString());
    if (!Array.isArray(message) || message.length <= maxCallsPerMessage) return message;
    throw new TRPCError({ code: "BAD_REQUEST", message: `A message holds at most ${maxCallsPerMessage} calls` });
  },
};
