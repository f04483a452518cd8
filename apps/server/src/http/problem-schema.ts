/** JSON Schema of our problem documents: RFC 9457 with the members of the wire error. */
export const problemSchema = {
  type: "object",
  description: "What went wrong (RFC 9457).",
  properties: {
    title: { type: "string", description: "The status in words." },
    status: { type: "integer", minimum: 400, maximum: 599 },
    detail: { type: "string", description: "What went wrong, for a person." },
    reason: { type: "string", description: "What went wrong, for a program: stable, listed in docs/errors.md." },
    code: { type: "string", description: "tRPC's name of the status." },
    fields: {
      type: "array",
      description: "Which inputs are wrong.",
      items: {
        type: "object",
        properties: {
          path: { type: "array", items: { type: ["string", "integer"] } },
          code: { type: "string" },
          message: { type: "string" },
        },
        required: ["path", "code", "message"],
      },
    },
    retryAfter: { type: "integer", description: "Seconds to wait before the next try." },
    requestId: { type: "string", description: "The line of the log that tells more." },
  },
  required: ["title", "status", "detail", "reason", "code", "requestId"],
};
