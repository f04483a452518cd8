import { connect, type Socket } from "node:net";
import { parseResponse } from "./http-message.ts";

type Options = {
  port: number;
  /** The next request's bytes. */
  next: () => Buffer;
  /** Told about each response; returns whether to ask again. */
  onResponse: (status: number, startedAt: number) => boolean;
  onBroken: (error: Error) => void;
};

const nothing = Buffer.alloc(0);

/** One keep-alive connection with one request under way at a time. */
export function openConnection({ port, next, onResponse, onBroken }: Options): Socket {
  let startedAt = 0;
  let pending: Buffer = nothing;
  const ask = () => {
    startedAt = performance.now();
    socket.write(next());
  };

  const onBytes = (count: number, buffer: Uint8Array): boolean => {
    const chunk = (buffer as Buffer).subarray(0, count);
    const bytes = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    const response = parseResponse(bytes);
    if (!response) {
      // `buffer` is written over by the next read.
      pending = pending.length === 0 ? Buffer.from(bytes) : bytes;
      return true;
    }
    pending = nothing;
    if (response.end !== bytes.length) onBroken(new Error("More bytes than one response has"));
    if (onResponse(response.status, startedAt)) ask();
    else socket.destroy();
    return true;
  };

  const socket: Socket = connect(
    { port, host: "127.0.0.1", noDelay: true, onread: { buffer: Buffer.allocUnsafe(65_536), callback: onBytes } },
    ask,
  );
  socket.on("error", onBroken);
  socket.on("end", () => onBroken(new Error("The server closed the connection")));
  return socket;
}
