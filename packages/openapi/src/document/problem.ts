import type { Json } from "./json.ts";

/** JSON Schema of the problems that the default formatter writes (RFC 9457 §3). Open, so that a formatter may add members. */
export const PROBLEM: Json = {
  type: "object",
  description: "What went wrong (RFC 9457).",
  properties: {
    type: { type: "string", format: "uri-reference", default: "about:blank" },
    title: { type: "string" },
    status: { type: "integer", minimum: 400, maximum: 599 },
    code: { type: "string", description: "Stable and machine-readable." },
    detail: { type: "string" },
    instance: { type: "string", format: "uri-reference" },
    errors: {
      type: "array",
      description: "What is wrong with the input, value by value.",
      items: {
        type: "object",
        properties: {
          in: { type: "string", enum: ["path", "query", "header", "cookie", "body"] },
          pointer: { type: "string", description: "JSON Pointer into the input (RFC 6901)." },
          code: { type: "string" },
          detail: { type: "string" },
        },
        required: ["in", "pointer", "code", "detail"],
      },
    },
  },
  required: ["title", "status", "code"],
};
