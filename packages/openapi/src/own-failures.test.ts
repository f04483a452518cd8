import { TRPCError } from "@trpc/server";
import { expect, test } from "vitest";
import { z } from "zod";
import { type FailureReply, type FormatError, generateDocument, inputIssues, rest, statusOf } from "./index.ts";
import { serve, t } from "./serve.fixture.ts";

const guarded = t.procedure.meta({ rest: { security: ["key"], errors: [401, 422] } });

const router = t.router({
  read: rest(t.procedure.input(z.object({ id: z.int() })).output(z.string()), "GET /things/{id}", {
    security: null,
    errors: [422],
  }).query(({ input }) => {
    if (input.id === 1) throw new TRPCError({ code: "UNAUTHORIZED", message: "Who are you?" });
    if (input.id === 2) throw new TRPCError({ code: "CONFLICT" });
    return "a thing";
  }),
  write: rest(guarded.input(z.object({ name: z.string() })).output(z.void()), "POST /things").mutation(() => {}),
  watch: rest(t.procedure, "GET /watch").subscription(async function* () {
    yield "first";
    throw new TRPCError({ code: "UNAUTHORIZED" });
  }),
});

/** Texts under `errors`, validation at 422, a 401 without a body. */
const formatError: FormatError = ({ error, operation }): FailureReply => {
  const issues = inputIssues(error, operation);
  const status = issues.length > 0 ? 422 : statusOf(error);
  if (status === 401) return { status, body: undefined, headers: { "WWW-Authenticate": "Key" } };
  if (status === 409) return { status, body: ["taken"], mediaType: "application/vnd.api+json" };
  return { status, body: { errors: issues.map(({ detail }) => detail) } };
};

test("a formatter may answer any JSON under any media type", async () => {
  await using served = await serve(router, { formatError });

  const invalid = await served.call("GET /things/x");
  const taken = await served.call("GET /things/2");
  const lost = await served.call("GET /nowhere");

  expect(invalid).toMatchObject({ status: 422, json: { errors: [expect.stringContaining("number")] } });
  expect(invalid.headers.get("content-type")).toBe("application/json");
  expect(invalid.headers.get("cache-control")).toBe("no-store");
  expect(taken).toMatchObject({ status: 409, json: ["taken"] });
  expect(taken.headers.get("content-type")).toBe("application/vnd.api+json");
  expect(lost).toMatchObject({ status: 404, json: { errors: [] } });
});

test("a failure without a body has a length of nothing, and its headers", async () => {
  await using served = await serve(router, { formatError });

  const { status, text, headers } = await served.call("GET /things/1");

  expect({ status, text }).toEqual({ status: 401, text: "" });
  expect(headers.get("content-type")).toBeNull();
  expect(headers.get("content-length")).toBe("0");
  expect(headers.get("www-authenticate")).toBe("Key");
});

test("what the bridge demands with a status is sent whatever the formatter says", async () => {
  await using served = await serve(router, { formatError });

  const { status, headers } = await served.call("DELETE /things");

  expect(status).toBe(405);
  expect(headers.get("allow")).toBe("OPTIONS, POST");
});

test("a stream that fails ends with an event that holds the same body", async () => {
  await using served = await serve(router, { formatError });

  const answer = await served.raw("GET /watch HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

  expect(answer).toContain('data: "first"');
  expect(answer).toMatch(/event: error\ndata: null\n/);
});

test.each([
  ["a status of success", { status: 200, body: {} }],
  ["what is no JSON", { status: 400, body: { n: 1n } }],
])("a formatter that answers %s costs its words, not the answer", async (_, reply) => {
  await using served = await serve(router, { formatError: () => reply });

  expect(await served.call("GET /nowhere")).toMatchObject({ status: 500, json: { code: "INTERNAL_SERVER_ERROR" } });
});

const failures = {
  name: "Texts",
  schema: { type: "object", properties: { errors: { type: "array", items: { type: "string" } } } },
  mediaType: "application/json",
  listed: "declared",
  undescribed: [401],
} as const;
const options = {
  router,
  info: { title: "Things", version: "1" },
  securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } },
};

test("the document describes failures by their own schema, under their own media type, where an operation declares them", async () => {
  const { paths, components } = (await generateDocument({ ...options, failures })) as any;

  expect(Object.keys(paths["/things/{id}"].get.responses)).toEqual(["200", "422"]);
  expect(paths["/things"].post.responses).toEqual({
    204: { description: "No Content" },
    401: { $ref: "#/components/responses/Texts401" },
    422: { $ref: "#/components/responses/Texts422" },
  });
  expect(components.schemas).toEqual({ Texts: failures.schema });
  expect(components.responses).toEqual({
    Texts401: { description: "Unauthorized", headers: { "WWW-Authenticate": expect.any(Object) } },
    Texts422: {
      description: "Unprocessable Entity",
      content: { "application/json": { schema: { $ref: "#/components/schemas/Texts" } } },
    },
  });
  expect(components.securitySchemes).toEqual(options.securitySchemes);
  expect(paths["/things"].post.security).toEqual([{ key: [] }]);
});

test("by default everything that may fail is listed, as problems", async () => {
  const { paths, components } = (await generateDocument(options)) as any;

  expect(Object.keys(paths["/things"].post.responses)).toEqual(["204", "400", "401", "413", "415", "422", "default"]);
  expect(Object.keys(components.responses)).toContain("Problem");
});

test("a schema cannot take the failures' name", async () => {
  const Texts = z.string().meta({ id: "Texts" });
  const taken = t.router({ list: t.procedure.output(Texts).query(() => "") });

  await expect(generateDocument({ ...options, router: taken, failures })).rejects.toThrow("a schema is named Texts");
});
