import { AppError } from "@tenon/contract/app-error";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { knownError } from "../known-errors.ts";

/** A flow that was ours and came to nothing: the browser may go where it was to go in the end. */
export class FlowRefused extends AppError {
  readonly returnTo: string;
  constructor({ reason, fields, retryAfter, methods, ...facts }: AppError, returnTo: string) {
    const { message, cause, challenge } = facts;
    const details = {
      ...(fields && { fields }),
      ...(retryAfter !== undefined && { retryAfter }),
      ...(methods && { methods }),
    };
    super(reason, { message, cause, challenge, ...details });
    this.returnTo = returnTo;
  }
}

/** Notes why a flow came to nothing; for the log with the provider's part in it. A fault of ours is given back as it is. */
export async function noteRefusal(
  ctx: Ctx,
  error: unknown,
  { provider, returnTo }: { provider: string; returnTo: string },
): Promise<unknown> {
  const known = knownError(error);
  if (!known) return error;
  // Not refused yet: the second factor is to come.
  if (known.challenge !== undefined) return new FlowRefused(known, returnTo);
  const { reason, cause } = known;
  const detail = cause instanceof Error ? cause.message : undefined;
  ctx.log.warn({ requestId: ctx.requestId, provider, reason, detail }, "sign-in with a provider refused");
  if (reason !== "UNAVAILABLE")
    await audit(ctx, ctx.db, { action: "session.refused", outcome: "failure", meta: { provider, reason } });
  return new FlowRefused(known, returnTo);
}
