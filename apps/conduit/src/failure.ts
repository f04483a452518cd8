import { errors } from "@tenon/contract/errors";
import { knownError } from "@tenon/core/known-errors";
import { type Failure, type FailureReply, type InputIssue, inputIssues, RestError, statusOf } from "@tenon/openapi";

/** JSON Schema of every failure's body. */
export const failureSchema = {
  type: "object",
  properties: {
    errors: {
      type: "object",
      properties: { body: { type: "array", items: { type: "string" } } },
      required: ["body"],
    },
  },
  required: ["errors"],
};

/** A failure in Conduit's form: `{ errors: { body: ["email: …"] } }`. */
export function formatFailure(failure: Failure): FailureReply {
  const { status, texts, retryAfter } = told(failure);
  return {
    // Conduit has one status for whatever is wrong with what was sent, a taken name included.
    status: status === 400 || status === 409 ? 422 : status,
    body: { errors: { body: texts } },
    headers: {
      ...(status === 401 && { "www-authenticate": "Token" }),
      ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
    },
  };
}

type Told = { status: number; texts: string[]; retryAfter?: number | undefined };

function told({ error, operation }: Failure): Told {
  const issues = inputIssues(error, operation);
  if (issues.length > 0) return { status: 422, texts: issues.map(textOf) };
  if (error instanceof RestError) return { status: statusOf(error), texts: [error.message] };
  const known = knownError(error.cause);
  if (!known) return { status: 500, texts: [errors.INTERNAL.message] };
  const { reason, message, fields = [], retryAfter } = known;
  const texts = fields.map((field) => `${field.path.join(".")}: ${field.message}`);
  return { status: errors[reason].status, texts: texts.length > 0 ? texts : [message], retryAfter };
}

/** `#/user/email` is `email`: the envelope is no news to whoever sent it. */
function textOf({ in: place, pointer, detail }: InputIssue): string {
  const keys = pointer.split("/").slice(1).map(decodeURIComponent);
  const name = (place === "body" && keys.length > 1 ? keys.slice(1) : keys).join(".");
  return name === "" ? detail : `${name}: ${detail}`;
}
