import type { IncomingMessage } from "node:http";

export type ArrivalLimits = {
  /** How long a body may take to arrive whole. */
  wholeMs: number;
  /** An upload may take longer, but each time of this length must bring... */
  windowMs: number;
  /** ...so many bytes. */
  windowBytes: number;
};

/** 30 seconds for what a call has to say; an upload may be as slow as 8 KiB a second. */
export const defaultArrival: ArrivalLimits = { wholeMs: 30_000, windowMs: 15_000, windowBytes: 122_880 };

/**
 * Node's own limit on the time of a request is one for all, and would cut a large upload over a slow line. `onLate` is called for
 * a body that has not arrived in its time, or an upload that has stalled.
 */
export function limitArrival(
  req: IncomingMessage,
  { wholeMs, windowMs, windowBytes }: ArrivalLimits,
  { isUpload, onLate }: { isUpload: boolean; onLate: () => void },
): void {
  if (!hasBody(req)) return;
  const { socket } = req;
  let seen = socket.bytesRead;
  const timer = setInterval(
    () => {
      if (req.complete || req.destroyed) return stop();
      const arrived = socket.bytesRead - seen;
      seen = socket.bytesRead;
      // While we are the slow ones, nothing can arrive.
      if (isUpload && (arrived >= windowBytes || req.readableLength >= req.readableHighWaterMark)) return;
      stop();
      onLate();
    },
    isUpload ? windowMs : wholeMs,
  );
  timer.unref();
  const stop = () => clearInterval(timer);
  // Not with the answer: what is behind it may take no longer.
  req.once("close", stop);
}

export const hasBody = (req: IncomingMessage): boolean =>
  req.headers["transfer-encoding"] !== undefined || declaredBytes(req) > 0;

/** What the request says that its body has; 0 where it does not. */
export const declaredBytes = ({ headers }: IncomingMessage): number => Number(headers["content-length"] ?? 0);
