import type { Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { Fault } from "./faults.ts";

/** Above this many bytes on their way the sender has to wait. */
const maxOnTheWay = 262_144;

export type RelayOptions = {
  faultNow: () => Fault;
  /** Called when bytes or an end have vanished. */
  onLoss: () => void;
};

/** Carries the bytes of one direction, in their order, as the fault of the moment wants it. */
export function relay(from: Socket, to: Socket, { faultNow, onLoss }: RelayOptions): void {
  let last: Promise<unknown> = Promise.resolve();
  let onTheWay = 0;
  /** When the last byte of a throttled line leaves it. */
  let freeAt = 0;

  const dueAt = (bytes: number): number => {
    const fault = faultNow();
    const now = performance.now();
    if (fault.kind === "latency") return now + fault.ms;
    if (fault.kind === "throttle") return (freeAt = Math.max(now, freeAt) + (bytes / fault.bytesPerSecond) * 1000);
    return now;
  };

  const send = (chunk: Buffer) => {
    const at = dueAt(chunk.length);
    onTheWay += chunk.length;
    if (onTheWay > maxOnTheWay) from.pause();
    last = last.then(async () => {
      const ms = at - performance.now();
      if (ms > 0) await delay(ms, undefined, { ref: false });
      onTheWay -= chunk.length;
      if (onTheWay <= maxOnTheWay) from.resume();
      if (!to.writable) return;
      if (faultNow().kind === "blackhole") return onLoss();
      if (!to.write(chunk)) await new Promise<void>((resolve) => onceDrained(to, resolve));
    });
  };

  from.on("data", (chunk: Buffer) => {
    const fault = faultNow();
    if (fault.kind === "blackhole") return onLoss();
    if (fault.kind === "reset") return reset(from, to);
    const size = fault.kind === "throttle" ? Math.ceil(fault.bytesPerSecond / 20) : chunk.length;
    for (let start = 0; start < chunk.length; start += size) send(chunk.subarray(start, start + size));
  });
  from.on("end", () => {
    if (faultNow().kind === "blackhole") onLoss();
    else void last.then(() => to.end());
  });
  from.on("close", () => {
    if (faultNow().kind === "blackhole") onLoss();
    else void last.then(() => to.destroy());
  });
  from.on("error", () => {});
}

/** Ends both sides as a crash does, with RST. */
export function reset(...sockets: Socket[]): void {
  for (const socket of sockets) if (!socket.destroyed) socket.resetAndDestroy();
}

/** A receiver that is gone takes nothing any more, which is as good. */
function onceDrained(socket: Socket, done: () => void): void {
  const finish = () => {
    socket.off("drain", finish).off("close", finish);
    done();
  };
  socket.on("drain", finish).on("close", finish);
}
