import type { Actor, Ctx } from "@tenon/core/ctx";
import type { RequestCtx } from "./context.ts";
import { appRouter } from "./index.ts";

/** The request context of a call without a transport; its replies go nowhere unless `reply` says otherwise. */
export const requestCtx = ({ actor, ...ctx }: Ctx, overrides: Partial<RequestCtx> = {}): RequestCtx => ({
  ...ctx,
  caller: { known: actor, identify: () => Promise.resolve<Actor>(actor) },
  reply: { setSession() {}, clearSession() {}, setDevice() {}, setHeader() {} },
  flows: { read: () => undefined, set() {}, clear() {} },
  system: { name: "Tenon", version: "0", limits: { maxBodyBytes: 1, maxBatchSize: 1 } },
  isAlone: true,
  idempotencyKey: undefined,
  ...overrides,
});

/** Calls procedures in process, through every middleware. */
export const callerOf = (ctx: Ctx, overrides?: Partial<RequestCtx>) =>
  appRouter.createCaller(requestCtx(ctx, overrides));
