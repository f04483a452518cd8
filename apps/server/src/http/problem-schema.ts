import { errors } from "@tenon/contract/errors";
import { MfaMethod } from "@tenon/contract/second-factors";

/** JSON Schema of our problem documents: RFC 9457 with the members of the wire error. */
export const problemSchema = {
  type: "object",
  description: "What went wrong (RFC 9457).",
  properties: {
    type: {
      type: "string",
      format: "uri-reference",
      description: "A page about this kind of problem, on this server.",
    },
    title: { type: "string", description: "The kind of problem in words: the same each time." },
    status: { type: "integer", minimum: 400, maximum: 599, description: "The HTTP status." },
    detail: { type: "string", description: "What went wrong, for a person." },
    reason: {
      type: "string",
      enum: Object.keys(errors),
      description: "What went wrong, for a program: it never changes.",
    },
    code: { type: "string", description: "tRPC's name of the status." },
    fields: {
      type: "array",
      description: "Which inputs are wrong.",
      items: {
        type: "object",
        properties: {
          path: {
            type: "array",
            items: { type: ["string", "integer"] },
            description: "Where: keys and indexes from the input's root.",
          },
          code: { type: "string", description: "What is wrong, for a program." },
          message: { type: "string", description: "What is wrong, for a person." },
        },
        required: ["path", "code", "message"],
      },
    },
    retryAfter: { type: "integer", description: "Seconds to wait before the next try." },
    challenge: { type: "string", description: "With MFA_REQUIRED: what `POST /auth/login/mfa` wants." },
    methods: {
      type: "array",
      items: { type: "string", enum: MfaMethod.options },
      description: "With MFA_REQUIRED: how the second factor can be shown.",
    },
    requestId: { type: "string", description: "The line of the log that tells more." },
  },
  required: ["type", "title", "status", "detail", "reason", "code", "requestId"],
  examples: [
    {
      type: "/problems/invalid-input",
      title: "Some fields are not valid",
      status: 400,
      detail: "Some fields are not valid.",
      reason: "INVALID_INPUT",
      code: "BAD_REQUEST",
      fields: [{ path: ["limit"], code: "too_big", message: "Too big: expected number to be <=100" }],
      requestId: "01890a5d-ac96-774b-bcce-b302099a8057",
    },
  ],
};
