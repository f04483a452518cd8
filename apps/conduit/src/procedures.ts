import { charge, chargeCaller, chargeNetwork } from "@tenon/api/charge";
import { AppError } from "@tenon/contract/app-error";
import type { Actor } from "@tenon/core/ctx";
import { identify, tokenOf } from "./caller.ts";
import { observe } from "./observe.ts";
import { t } from "./trpc.ts";

const anonymous: Actor = { kind: "anonymous" };
const base = t.procedure.use(observe);

/** For everybody; nobody asks who calls. */
export const publicProcedure = base.meta({ rest: { security: null, errors: [422] } }).use(async ({ ctx, next }) => {
  await charge(ctx, anonymous);
  return next({ ctx: { actor: anonymous } });
});

/** Making an account is counted apart besides. */
export const countsRegistration = t.middleware(async ({ ctx, next }) => {
  await chargeNetwork(ctx, "registrations");
  return next();
});

/** For everybody, in the caller's own view. A token that does not hold is refused. */
export const viewerProcedure = base
  .meta({ rest: { security: null, errors: [401, 422] } })
  .use(async ({ ctx, next }) => next({ ctx: { actor: await chargeCaller(ctx, () => identify(ctx)) } }));

/** The same where the contract knows no 401: a token that does not hold is nobody's. */
export const readerProcedure = base.meta({ rest: { security: null, errors: [422] } }).use(async ({ ctx, next }) => {
  const actor = await chargeCaller(ctx, () => identify(ctx)).catch((error: unknown) => {
    if (error instanceof AppError && error.reason === "UNAUTHENTICATED") return anonymous;
    throw error;
  });
  return next({ ctx: { actor } });
});

/** For whoever has signed in. */
export const authedProcedure = base
  .meta({ rest: { security: ["Token"], errors: [401, 422] } })
  .use(async ({ ctx, next }) => {
    const actor = await chargeCaller(ctx, () => identify(ctx));
    const token = tokenOf(ctx);
    if (actor.kind !== "user" || token === undefined) throw new AppError("UNAUTHENTICATED");
    return next({ ctx: { actor, token } });
  });
