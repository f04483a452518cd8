import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { watchDocumented } from "./documented.ts";
import { responseFaults } from "./response-faults.ts";

const json = (schema: object) => ({ "application/json": { schema } });
const Thing = { type: "object", properties: { id: { type: "string", format: "uuid" } }, required: ["id"] };
const document = {
  openapi: "3.1.1",
  servers: [{ url: "/api" }],
  paths: {
    "/things/{id}": {
      get: {
        responses: {
          200: {
            content: json({ $ref: "#/components/schemas/Thing" }),
            headers: { ETag: { required: true }, Age: { schema: { type: "integer" } } },
          },
          204: {},
          default: { $ref: "#/components/responses/Problem" },
        },
      },
    },
    "/things/new": { get: { responses: { 200: { content: json({ const: "new" }) } } } },
  },
  components: {
    schemas: { Thing, Problem: { type: "object", required: ["title"] } },
    responses: {
      Problem: { content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } },
    },
  },
};
const id = "01890a5d-ac96-774b-bcce-b302099a8057";
const good = {
  method: "GET",
  target: "/api/things/1?x=1",
  status: 200,
  headers: { "content-type": "application/json; charset=utf-8", etag: '"1"' },
  body: { id } as unknown,
};
const problem = { headers: { "content-type": "application/problem+json" }, body: { title: "No" } };

const faultsOf = (answer: Partial<typeof good> | object) => {
  const { body, ...rest } = { ...good, ...answer };
  const bytes = Buffer.from(body === undefined ? "" : JSON.stringify(body));
  return responseFaults(document)({ ...rest, body: bytes });
};

test.each([
  ["what the document says", {}],
  ["an absolute target", { target: "http://elsewhere/api/things/1/" }],
  ["a failure that only the default names", { status: 418, ...problem }],
  ["a refusal where the document has nothing", { target: "/api/nothing", status: 404, ...problem }],
  ["an empty body where none is said", { status: 204, body: undefined, headers: {} }],
  ["HEAD without the body of GET", { method: "HEAD", body: undefined }],
  ["text in a path before a parameter", { target: "/api/things/new", body: "new" }],
  ["what lies beside the document", { target: "/health", status: 200, body: "ok" }],
])("%s is no fault", (_, answer) => {
  expect(faultsOf(answer)).toEqual([]);
});

test.each([
  ["a body of another shape", { body: {} }, "the body itself must have required property 'id'"],
  ["a format", { body: { id: "1" } }, 'the body /id must match format "uuid"'],
  ["a success without a number", { status: 201 }, "the status 201 is not documented"],
  ["an answer without an operation", { target: "/api/nothing" }, "the document has no such operation"],
  ["a method that is not there", { method: "PUT" }, "the document has no such operation"],
  [
    "a media type",
    { headers: { ...good.headers, "content-type": "text/html" } },
    "the media type text/html is not documented",
  ],
  ["a failure as plain JSON", { status: 404 }, "the media type application/json is not documented"],
  ["a header that must be there", { headers: { "content-type": "application/json" } }, "the header ETag is missing"],
  ["a header's value", { headers: { ...good.headers, age: "old" } }, "the header Age itself must be integer"],
  ["a body where none is said", { status: 204 }, "there is a body where none is documented"],
  ["an empty body", { body: undefined }, "the body is no JSON"],
])("%s is one", (_, answer, fault) => {
  expect(faultsOf(answer)).toEqual([fault]);
});

test("a server is told what it answered off its own document, however it was asked", async () => {
  const server = createServer((req, res) => {
    const isDocument = req.url === "/openapi.json";
    res.writeHead(200, { "content-type": "application/json", etag: '"1"' });
    res.end(isDocument ? JSON.stringify(document) : JSON.stringify({ id: req.url?.endsWith("/1") ? id : 2 }));
  }).listen(0, "127.0.0.1");
  await using _ = { [Symbol.asyncDispose]: async () => void server.close() };
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const watch = watchDocumented(server, url);

  await fetch(`${url}/api/things/1`);
  await expect(watch.assertDocumented()).resolves.toBeUndefined();
  await fetch(`${url}/api/things/2`);

  await expect(watch.assertDocumented()).rejects.toThrow("GET /api/things/2 200: the body /id must be string");
});
