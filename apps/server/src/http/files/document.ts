import { fileTypes } from "@tenon/contract/files";
import type { OpenApiDocument } from "@tenon/openapi";

const headers = { "X-Request-Id": { $ref: "#/components/headers/X-Request-Id" } };
const text = { schema: { type: "string" } };
const etag = { ETag: { description: "Names these very bytes.", required: true, ...text } };
const served = {
  ...headers,
  ...etag,
  "Accept-Ranges": { description: "`bytes`", ...text },
  "Content-Disposition": { description: "The name to save it under; `inline` for images (RFC 6266).", ...text },
};
/** Without a schema: bytes are no text (OpenAPI 3.1, 4.8.14.3). */
const contentOf = (types: string[]) => Object.fromEntries(types.map((type) => [type, {}]));
const problem = { $ref: "#/components/responses/Problem" };

const part = (operationId: string, summary: string, types: string[]) => ({
  get: {
    operationId,
    summary,
    description:
      "Of a public file, of one's own, or with a `token` as `GET /files/{id}/links` gives it. Takes `Range`, `If-Range` and `If-None-Match`.",
    tags: ["files"],
    security: [{}, { bearer: [] }, { session: [] }],
    parameters: [
      { name: "id", in: "path", required: true, schema: { type: "string", format: "uuid" } },
      {
        name: "token",
        in: "query",
        schema: { type: "string" },
        description: "From a link; there is no session needed.",
      },
      { name: "Range", in: "header", schema: { type: "string" }, description: "One range of bytes: `bytes=0-1023`." },
    ],
    responses: {
      200: { description: "OK", headers: served, content: contentOf(types) },
      206: {
        description: "The range that was asked for",
        headers: { ...served, "Content-Range": { required: true, ...text } },
        content: contentOf(types),
      },
      304: { description: "Not modified since the ETag in `If-None-Match`", headers: { ...headers, ...etag } },
      403: problem,
      404: problem,
      416: problem,
      default: problem,
    },
  },
});

/** Adds what is served beside the procedures: the bytes of files. */
export function withFileContent(document: OpenApiDocument): OpenApiDocument {
  const paths = {
    "/files/{id}/content": part("filesContent", "The bytes of a file", Object.keys(fileTypes)),
    "/files/{id}/thumbnail": part("filesThumbnail", "A small WebP image of an image", ["image/webp"]),
  };
  return { ...document, paths: { ...document.paths, ...paths } };
}
