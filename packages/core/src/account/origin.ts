import { z } from "zod";
import type { Ctx } from "../ctx.ts";

/** Of the call that a job goes on for: what the audit log tells of it. */
export const Origin = z.object({ requestId: z.string(), ip: z.string().optional(), userAgent: z.string().optional() });

export const originOf = ({ requestId, client }: Ctx): z.input<typeof Origin> => ({ requestId, ...client });

/** The context of a job, as if the call did its work: nobody is signed in. */
export const asCalled = <C extends Ctx>(ctx: C, { requestId, ...client }: z.output<typeof Origin>) => ({
  ...ctx,
  actor: { kind: "anonymous" } as const,
  requestId,
  client,
});
