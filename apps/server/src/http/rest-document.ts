import { appRouter } from "@tenon/api";
import { errors, type Reason } from "@tenon/contract/errors";
import { type ErrorEntry, generateDocument, type OpenApiDocument } from "@tenon/openapi";
import { version } from "../version.ts";
import { withFileContent } from "./files/document.ts";
import { problemSchema } from "./problem-schema.ts";
import { exampleProblem } from "./problems/example.ts";
import { restPath } from "./rest.ts";

const description = `A publishing backend: users, posts with drafts and revisions, comments, tags, search, files.

**Signing in.** \`POST /auth/register\` or \`POST /auth/login\` sets a session cookie; with \`"mode": "bearer"\` the answer holds
a token for the header \`Authorization: Bearer …\` instead. Programs send an API key there, from \`POST /me/api-keys\`; what an operation's
security names beside \`bearer\` is the scope that the key needs. Operations that name none are for people alone.

**Values.** JSON in and out. Instants are RFC 3339 strings in UTC, ids are UUIDs. Unknown fields are refused.

**Lists** have \`limit\` and \`cursor\`; the header \`Link\` holds the address of the next page.

**Changes.** A post's \`ETag\` goes back as \`If-Match\`: a change by somebody else is then a 412, not a loss. An \`Idempotency-Key\`
makes it safe to send a creation again.

**Failures** are problem documents (RFC 9457). Their \`type\` is a page of this server, [/problems](/problems) lists all.

The same procedures are served as tRPC under \`/trpc\`.`;

const tags = [
  { name: "auth", description: "Accounts of one's own: register, sign in, sign out." },
  { name: "me", description: "The account that the call is signed in with." },
  { name: "posts", description: "Articles in Markdown, with drafts, schedules, revisions and a bin." },
  { name: "comments", description: "What readers say below a published post." },
  { name: "files", description: "What users upload: pictures, documents, sound and film." },
  { name: "tags", description: "The subjects of published posts." },
  { name: "users", description: "Authors and readers; their accounts, for administrators." },
  {
    name: "webhooks",
    description: "Addresses that are told what happens, for administrators; messages and their deliveries.",
  },
  { name: "system", description: "The server itself." },
];

const reasons = Object.keys(errors) as Reason[];

/** Those that follow from the form of a call, so that no procedure declares them. */
const implied = new Set<Reason>([
  "INVALID_INPUT",
  "MALFORMED_REQUEST",
  "UNAUTHENTICATED",
  "PRECONDITION_FAILED",
  "PRECONDITION_REQUIRED",
  "PAYLOAD_TOO_LARGE",
  "UNSUPPORTED_MEDIA_TYPE",
  "RATE_LIMITED",
  "UNAVAILABLE",
]);

const entryOf = (reason: Reason): ErrorEntry => ({
  ...errors[reason],
  example: exampleProblem(reason),
  isImplied: implied.has(reason),
});

const responseHeaders = {
  "X-Request-Id": { description: "The line of the log that tells more.", schema: { type: "string" } },
  RateLimit: {
    description:
      'What is left of the caller\'s budget, and for how many seconds: `"calls";r=42;t=600`. Signing in has one of its own, `"sign-ins"`.',
    schema: { type: "string" },
  },
  "RateLimit-Policy": {
    description: 'How large the budget is, and for how many seconds: `"calls";q=100;w=900`.',
    schema: { type: "string" },
  },
};

/**
 * The OpenAPI 3.1 document of everything under `/api/v1`. It depends on the code alone, never on the environment:
 * the bytes that a server sends are those of openapi.json.
 */
export async function restDocument(): Promise<OpenApiDocument> {
  const document = await generateDocument({
    router: appRouter,
    basePath: restPath,
    info: {
      title: "Tenon",
      version,
      summary: "The REST API of a Tenon server.",
      description,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "", description: "The server that this document comes from." }],
    tags,
    errors: Object.fromEntries(reasons.map((reason) => [reason, entryOf(reason)])),
    failures: { schema: problemSchema },
    commonErrors: [429, 503],
    responseHeaders,
    securitySchemes: {
      bearer: {
        type: "http",
        scheme: "bearer",
        description: 'An API key, or the token that signing in with `"mode": "bearer"` answers.',
      },
      session: {
        type: "apiKey",
        in: "cookie",
        name: "__Host-session",
        description: "Set by signing in. Over plain http, in development, it is named `session`.",
      },
    },
  });
  return withFileContent(document);
}
