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

type Served = { operationId: string; summary: string; types: string[] };

const rangeParameter = {
  name: "Range",
  in: "header",
  schema: { type: "string" },
  description: "One range of bytes: `bytes=0-1023`.",
};

/** What reading bytes may answer (RFC 9110). */
const responsesOf = (types: string[]) => ({
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
});

const part = ({ operationId, summary, types }: Served) => ({
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
      rangeParameter,
    ],
    responses: responsesOf(types),
  },
});

const exportContent = {
  get: {
    operationId: "meExportContent",
    summary: "The bytes of the export of your account",
    description: "By its owner's session alone. Takes `Range`, `If-Range` and `If-None-Match`.",
    tags: ["me"],
    security: [{ bearer: [] }, { session: [] }],
    parameters: [rangeParameter],
    responses: { 401: problem, ...responsesOf(["application/zip"]) },
  },
};

/** Adds what is served beside the procedures: the bytes of files and of exports. */
export function withFileContent(document: OpenApiDocument): OpenApiDocument {
  const content = { operationId: "filesContent", summary: "The bytes of a file", types: Object.keys(fileTypes) };
  const thumbnail = { operationId: "filesThumbnail", summary: "A small WebP image of an image", types: ["image/webp"] };
  const paths = {
    "/files/{id}/content": part(content),
    "/files/{id}/thumbnail": part(thumbnail),
    "/me/export/content": exportContent,
  };
  return { ...document, paths: { ...document.paths, ...paths } };
}
