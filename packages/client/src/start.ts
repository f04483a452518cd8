import type { AppRouter } from "@tenon/api/client";
import type { OperationResultEnvelope, TRPCClientError, TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";

type Envelope = OperationResultEnvelope<unknown, TRPCClientError<AppRouter>>;

/**
 * Has a stream say where it begins, and keeps that to itself: one that is cut off before its first event comes again without a
 * gap, and `onStarted` means that nothing is missed from now on. Whoever gives a `lastEventId` is told what the server tells.
 */
export const askForStart = (): TRPCLink<AppRouter> => () => (context) => {
  const { op, next } = context;
  if (hasLastEventId(op.input)) return next(op);
  return observable((observer) => {
    let started: Envelope | undefined;
    let hasBegun = false;
    const input = { ...(op.input as object | undefined), lastEventId: "now" };
    return next({ ...op, input }).subscribe({
      ...observer,
      next(envelope) {
        const { result } = envelope;
        if (hasBegun || result.type === "state") return observer.next(envelope);
        if (result.type === "started") return void (started = envelope);
        hasBegun = true;
        if (started) observer.next(started);
        if (!("data" in result) || !isStart(result.data)) observer.next(envelope);
      },
    });
  });
};

const hasLastEventId = (input: unknown): boolean =>
  typeof input === "object" && input !== null && "lastEventId" in input && input.lastEventId !== undefined;

/** An item as it is tracked: its id, and what it tells. */
const isStart = (item: unknown): boolean => (item as { data?: { type?: unknown } } | null)?.data?.type === "start";
