import type { MfaState } from "@tenon/contract/second-factors";
import { owesSecondFactor } from "../access.ts";
import type { UserCtx } from "../ctx.ts";
import { methodsOf, readSecondFactors } from "./factors.ts";

/** One's own second factors. */
export async function getMfa(ctx: UserCtx): Promise<MfaState> {
  const factors = await readSecondFactors(ctx.db, ctx.actor.id);
  const required = owesSecondFactor(ctx, ctx.actor);
  return { methods: methodsOf(factors), required, recoveryCodesLeft: factors.recoveryCodes };
}
