import { AppError } from "@tenon/contract/app-error";
import type { Permission } from "@tenon/contract/permissions";
import { assertFresh, assertPermitted, assertSecondFactor } from "@tenon/core/access";
import type { Actor } from "@tenon/core/ctx";
import { type BudgetName, charge, chargeCaller, chargeNetwork } from "./charge.ts";
import { observe } from "./observe.ts";
import { t } from "./trpc.ts";

/** What a session that owes its second factor is told. */
const owed = "MFA_ENROLMENT_REQUIRED";

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
  .meta({ access: "public", rest: { security: "optional", errors: [owed] } })
  .use(observe)
  .use(async ({ ctx, next }) => {
    const actor = await chargeCaller(ctx, () => ctx.caller.identify());
    assertSecondFactor(ctx, actor);
    if (actor.kind === "user") ctx.reply.setHeader("cache-control", "no-store");
    return next({ ctx: { actor } });
  });

/** For whoever has signed in, or calls with an API key. What is answered is for them alone: no cache keeps it (ASVS 5.0 14.3.2). */
const identifiedProcedure = t.procedure.use(observe).use(async ({ ctx, next }) => {
  const actor = await chargeCaller(ctx, () => ctx.caller.identify());
  if (actor.kind !== "user") throw new AppError("UNAUTHENTICATED");
  ctx.reply.setHeader("cache-control", "no-store");
  return next({ ctx: { actor } });
});

/** For people alone, and be it to set up the second factor that they owe: one's account and its factors. No API key reaches it. */
export const accountProcedure = identifiedProcedure
  .meta({ access: "user", rest: { errors: ["SCOPE_MISSING"] } })
  .use(({ ctx, next }) => {
    if (ctx.actor.session.scopes !== null) throw new AppError("SCOPE_MISSING");
    return next();
  });

/** For people alone, with a second factor where one is owed. */
export const authedProcedure = accountProcedure
  .meta({ access: "user", rest: { errors: ["SCOPE_MISSING", owed] } })
  .use(({ ctx, next }) => {
    assertSecondFactor(ctx, ctx.actor);
    return next();
  });

/** Only shortly after a credential was shown, and never for an administrator in the place of a user. */
const fresh = t.middleware(({ ctx, next }) => {
  const actor = ctx.caller.known;
  if (actor.kind !== "user") throw new AppError("UNAUTHENTICATED");
  if (actor.session.actorId !== null) throw new AppError("IMPERSONATION_DENIED");
  assertFresh(actor, ctx.now());
  return next();
});
const freshErrors = ["SUDO_REQUIRED", "IMPERSONATION_DENIED"];

/** For what a stolen session must not do: whoever has just shown a credential (`auth.reauthenticate`). */
export const freshProcedure = authedProcedure
  .meta({ access: "user", fresh: true, rest: { errors: ["SCOPE_MISSING", owed, ...freshErrors] } })
  .use(fresh);

/** The same for setting up factors. */
export const freshAccountProcedure = accountProcedure
  .meta({ access: "user", fresh: true, rest: { errors: ["SCOPE_MISSING", ...freshErrors] } })
  .use(fresh);

const permissionErrors = ["FORBIDDEN", "SCOPE_MISSING"];

/** For holders of a permission, also while they owe a second factor. */
export const permittedAccountProcedure = (permission: Permission) =>
  identifiedProcedure
    .meta({ access: permission, rest: { scopes: [permission], errors: permissionErrors } })
    .use(({ ctx, next }) => {
      assertPermitted(ctx.actor, permission);
      return next();
    });

/** For holders of a permission, be it over their own rows or over anybody's: which rows it is about is the domain's to ask. */
export const permittedProcedure = (permission: Permission) =>
  permittedAccountProcedure(permission)
    .meta({ rest: { scopes: [permission], errors: [...permissionErrors, owed] } })
    .use(({ ctx, next }) => {
      assertSecondFactor(ctx, ctx.actor);
      return next();
    });

/** For holders of a permission who have just shown a credential. */
export const freshPermittedProcedure = (permission: Permission) =>
  permittedProcedure(permission)
    .meta({ fresh: true, rest: { errors: [...permissionErrors, owed, ...freshErrors] } })
    .use(fresh);

/**
 * For replies that hold a secret: stored nowhere, and not compressed, for beside text that a caller chose its length
 * would tell it (BREACH).
 */
export const secretReply = t.middleware(({ ctx, next }) => {
  ctx.reply.setHeader("cache-control", "no-store, no-transform");
  return next();
});

/** Never in a batch, where one request would be many guesses, and whose reply is not one call's alone. */
export const alone = t.middleware(({ ctx, next }) => {
  if (!ctx.isAlone) throw new AppError("BATCH_REFUSED");
  return next();
});
/**
 * A limit of a procedure's own, of the network that calls: `credentialProcedure.input(Register).use(limited("registrations"))`. After
 * its input, so that what is refused for its form costs nothing. A limit is a name in core's `LimitName` and a number in the config.
 */
export const limited = (name: Parameters<typeof chargeNetwork>[1]) =>
  t.middleware(async ({ ctx, next }) => {
    await chargeNetwork(ctx, name);
    return next();
  });

/** Charged to the network, whoever is signed in: an account that the call makes has a budget of its own. */
const chargedToNetwork = (name: BudgetName) =>
  t.middleware(async ({ ctx, next }) => {
    await charge(ctx, { kind: "anonymous" }, name);
    return next();
  });

/** Never cached. A token that no longer holds is no obstacle to a new one. */
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
export const credentialProcedure = uncharged.use(chargedToNetwork("calls"));

/** For what programs ask again and again, which is counted apart, and in itself limited for each session or device. */
export const tokenProcedure = uncharged.use(chargedToNetwork("token-calls"));

/** For signing in, which is counted apart. */
export const signInProcedure = uncharged.use(chargedToNetwork("sign-ins"));
