import { AppError } from "@tenon/contract/app-error";
import { RestError } from "@tenon/openapi";
import { t } from "./trpc.ts";

/** Tells whoever sends too large a form how much it may be on this transport, and of the way that has no such limit. */
export const explainFormLimit = t.middleware(async ({ ctx, next }) => {
  const result = await next();
  if (result.ok || result.error.code !== "PAYLOAD_TOO_LARGE" || result.error.cause instanceof AppError) return result;
  const { error } = result;
  const fault =
    error instanceof RestError ? error.message : `The body is larger than ${ctx.system.limits.maxBodyBytes} bytes`;
  const message = `${fault}. Larger files go up in two steps, which begin with POST /files/uploads (files.createUpload).`;
  throw new AppError("PAYLOAD_TOO_LARGE", { message, cause: error });
});
