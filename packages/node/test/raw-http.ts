import { connect } from "node:net";
import type { Socket } from "node:net";
import { parseResponse } from "./raw-response.ts";
import type { Answer } from "./raw-response.ts";

export type Outcome =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "closed"; readonly received: string }
  | { readonly kind: "silence"; readonly why: string };

export interface Exchange {
  readonly port: number;
  readonly method: string;
  /** Written one after the other, each in a packet of its own. */
  readonly parts: readonly Buffer[];
  /** Ends the wait: with it, the outcome is silence. */
  readonly giveUp: AbortSignal;
}

/** Sends bytes as they are over a new connection and waits for one whole answer. */
export async function exchange({ port, method, parts, giveUp }: Exchange): Promise<Outcome> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  try {
    const outcome = receive(socket, { method, giveUp });
    await send(socket, parts);
    return await outcome;
  } finally {
    socket.destroy();
  }
}

function receive(socket: Socket, { method, giveUp }: { method: string; giveUp: AbortSignal }): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  let received: Buffer = Buffer.alloc(0);
  const stop = () => resolve({ kind: "silence", why: String(giveUp.reason) });
  const tryAnswer = (ended: boolean) => {
    const answer = parseResponse(received, { method, ended });
    if (answer) resolve({ kind: "answer", answer });
    else if (ended) resolve({ kind: "closed", received: received.toString("latin1") });
  };
  socket.on("data", (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    tryAnswer(false);
  });
  socket.on("error", () => tryAnswer(true));
  socket.on("close", () => tryAnswer(true));
  if (giveUp.aborted) stop();
  giveUp.addEventListener("abort", stop, { once: true });
  return promise.finally(() => giveUp.removeEventListener("abort", stop));
}

async function send(socket: Socket, parts: readonly Buffer[]): Promise<void> {
  for (const part of parts) {
    if (socket.destroyed) return;
    // A server that answers early may close while the body is still on its way.
    await new Promise<void>((resolve) => socket.write(part, () => setImmediate(resolve)));
  }
}
