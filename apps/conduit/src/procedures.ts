import { charge } from "@tenon/api/charge";
import { AppError } from "@tenon/contract/app-error";
import type { Actor } from "@tenon/core/ctx";
import { type Caller, callerOf } from "./caller.ts";
import type { ConduitCtx } from "./context.ts";
import { observe } from "./observe.ts";
import { t } from "./trpc.ts";

const anonymous: Actor = { kind: "anonymous" };
const base = t.procedure.use(observe);

/** For everybody; nobody asks who calls. */
export const publicProcedure = base.meta({ rest: { security: null, errors: [422] } }).use(async ({ ctx, next }) => {
  await charge(ctx, anonymous);
  return next({ ctx: { actor: anonymous } });
});

/** For everybody, in the caller's own view. A token that does not hold is refused. */
export const viewerProcedure = base
  .meta({ rest: { security: null, errors: [401, 422] } })
  .use(async ({ ctx, next }) => next({ ctx: { actor: (await chargedCaller(ctx))?.actor ?? anonymous } }));

/** The same where the contract knows no 401: a token that does not hold is nobody's. */
export const readerProcedure = base.meta({ rest: { security: null, errors: [422] } }).use(async ({ ctx, next }) => {
  const caller = await chargedCaller(ctx).catch((error: unknown) => {
    if (error instanceof AppError && error.reason === "UNAUTHENTICATED") return undefined;
    throw error;
  });
  return next({ ctx: { actor: caller?.actor ?? anonymous } });
});

/** For whoever has signed in. */
export const authedProcedure = base
  .meta({ rest: { security: ["Token"], errors: [401, 422] } })
  .use(async ({ ctx, next }) => {
    const caller = await chargedCaller(ctx);
    if (!caller) throw new AppError("UNAUTHENTICATED");
    return next({ ctx: caller });
  });

/** Who calls, charged for it, out of the budget that the same user or network has on Tenon's own transports. */
async function chargedCaller(ctx: ConduitCtx): Promise<Caller | undefined> {
  const caller = await callerOf(ctx).catch(async (refusal: unknown) => {
    await charge(ctx, anonymous);
    throw refusal;
  });
  await charge(ctx, caller?.actor ?? anonymous);
  return caller;
}
