import { errors } from "@tenon/contract/errors";
import { noteRefusal } from "@tenon/core/audit/refusals";
import { t } from "./trpc.ts";
import { appErrorOf, publicError } from "./wire-error.ts";

/** One log line per call, and one meaning per error. Faults of ours keep their cause in the log only. */
export const observe = t.middleware(async ({ ctx, path, type, next }) => {
  const startedAt = performance.now();
  const result = await next();
  const error = result.ok ? undefined : publicError(result.error);

  const line = {
    requestId: ctx.requestId,
    path,
    type,
    ms: Math.round((performance.now() - startedAt) * 10) / 10,
    userId: ctx.caller.known.kind === "user" ? ctx.caller.known.id : undefined,
    impersonatedBy: ctx.caller.known.kind === "user" ? (ctx.caller.known.session.actorId ?? undefined) : undefined,
  };
  if (!error) {
    ctx.log.info(line, "call");
    return result;
  }
  const { reason, cause, fields } = appErrorOf(error);
  const { known } = ctx.caller;
  if (errors[reason].status === 403 && known.kind === "user")
    await noteRefusal(ctx, { actor: known, procedure: path, reason });
  if (reason === "INTERNAL") ctx.log.error({ ...line, reason, err: cause }, "call failed");
  // An outage says the same on every call: its message is enough.
  else if (reason === "UNAVAILABLE") ctx.log.error({ ...line, reason, detail: messageOf(cause) }, "call failed");
  else ctx.log.info({ ...line, reason, fields: fields?.map((field) => field.path.join(".")) }, "call refused");
  throw error;
});

const messageOf = (cause: unknown) => (cause instanceof Error ? cause.message.trim().split("\n").at(-1) : undefined);
