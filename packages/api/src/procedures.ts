import { AppError } from "@tenon/contract/app-error";
import type { Permission } from "@tenon/contract/permissions";
import { assertPermitted } from "@tenon/core/access";
import type { Actor } from "@tenon/core/ctx";
import { type BudgetName, charge, chargeCaller } from "./charge.ts";
import { observe } from "./observe.ts";
import { t } from "./trpc.ts";

const isPublic = { access: "public", rest: { security: null } } as const;

/** For everybody; nobody asks who calls, so no session is looked up. */
export const publicProcedure = t.procedure
  .meta(isPublic)
  .use(observe)
  .use(async ({ ctx, next }) => {
    const actor = ctx.caller.known;
    await charge(ctx, actor);
    return next({ ctx: { actor } });
  });

/** For everybody, but whoever has signed in sees their own view. */
export const viewerProcedure = t.procedure
  .meta({ access: "public", rest: { security: "optional" } })
  .use(observe)
  .use(async ({ ctx, next }) => next({ ctx: { actor: await chargeCaller(ctx, () => ctx.caller.identify()) } }));

/** For whoever has signed in, or calls with an API key. */
const identifiedProcedure = t.procedure.use(observe).use(async ({ ctx, next }) => {
  const actor = await chargeCaller(ctx, () => ctx.caller.identify());
  if (actor.kind !== "user") throw new AppError("UNAUTHENTICATED");
  return next({ ctx: { actor } });
});

/** For whoever has signed in; no API key reaches it, whatever its scopes. */
export const authedProcedure = identifiedProcedure
  .meta({ access: "user", rest: { errors: ["SCOPE_MISSING"] } })
  .use(({ ctx, next }) => {
    if (ctx.actor.session.scopes !== null) throw new AppError("SCOPE_MISSING");
    return next();
  });

/** For holders of a permission, be it over their own rows or over anybody's: which rows it is about is the domain's to ask. */
export const permittedProcedure = (permission: Permission) =>
  identifiedProcedure
    .meta({ access: permission, rest: { scopes: [permission], errors: ["FORBIDDEN", "SCOPE_MISSING"] } })
    .use(({ ctx, next }) => {
      assertPermitted(ctx.actor, permission);
      return next();
    });

/**
 * For replies that hold a secret: stored nowhere, and not compressed, for beside text that a caller chose its length
 * would tell it (BREACH).
 */
export const secretReply = t.middleware(({ ctx, next }) => {
  ctx.reply.setHeader("cache-control", "no-store, no-transform");
  return next();
});

/** Charged to the network, whoever is signed in: an account that the call makes has a budget of its own. */
const chargeNetwork = (name: BudgetName) =>
  t.middleware(async ({ ctx, next }) => {
    await charge(ctx, { kind: "anonymous" }, name);
    return next();
  });

/** Never in a batch: one request would be many guesses, and has one cookie of a name. */
export const alone = t.middleware(({ ctx, next }) => {
  if (!ctx.isAlone) throw new AppError("BATCH_REFUSED");
  return next();
});

/** Never in a batch; never cached. A token that no longer holds is no obstacle to a new one. */
const uncharged = t.procedure
  .meta(isPublic)
  .use(observe)
  .use(secretReply)
  .use(alone)
  .use(async ({ ctx, next }) => {
    const actor = await ctx.caller.identify().catch((error: unknown): Actor => {
      if (error instanceof AppError && error.reason === "UNAUTHENTICATED") return { kind: "anonymous" };
      throw error;
    });
    return next({ ctx: { actor } });
  });

/** For calls that carry credentials. */
export const credentialProcedure = uncharged.use(chargeNetwork("calls"));

/** For what programs ask again and again, which is counted apart, and in itself limited for each session or device. */
export const tokenProcedure = uncharged.use(chargeNetwork("token-calls"));

/** For signing in, which is counted apart. */
export const signInProcedure = uncharged.use(chargeNetwork("sign-ins"));
