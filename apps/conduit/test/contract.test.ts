import type { Json } from "@tenon/openapi";
import { expect, test } from "vitest";
import { conduitDocument } from "../src/index.ts";
import { contractsOf, resolved } from "./openapi-document.ts";
import { specification } from "./specification.ts";

const given = contractsOf(specification);
const served = async () => resolved(await conduitDocument("/conduit/api"));

test("the document that the bridge makes has the operations of the specification, no more and no fewer", async () => {
  const made = contractsOf(await served());

  expect(Object.keys(given)).toHaveLength(19);
  expect(Object.keys(made).toSorted()).toEqual(Object.keys(given).toSorted());
});

test.each(Object.keys(given))("%s is as specified: parameters, body, responses, security, its name", async (route) => {
  const made = contractsOf(await served());

  expect(made[route]).toEqual(given[route]);
});

test("the token travels as specified", async () => {
  const scheme = (document: Json): Json => {
    const { description: _, ...rest } = document["components"].securitySchemes.Token;
    return rest;
  };
  expect(scheme(await served())).toEqual(scheme(specification));
});

test("it describes itself as the specification does", async () => {
  const made = await served();

  expect(made["info"]).toEqual(specification["info"]);
  expect(made["tags"]).toEqual(specification["tags"]);
});

test.each<[string, (document: Json) => void]>([
  ["a path that is gone", ({ paths }) => delete paths["/tags"]],
  ["another status", ({ paths }) => (paths["/users"].post.responses[200] = paths["/users"].post.responses[201])],
  ["a failure that is not listed", ({ paths }) => delete paths["/user"].get.responses[401]],
  ["a parameter that became required", ({ paths }) => (paths["/articles"].get.parameters[0].required = true)],
  ["a parameter of another type", ({ paths }) => (paths["/articles"].get.parameters[0].schema.type = "integer")],
  ["a body that may be absent", ({ paths }) => delete paths["/users"].post.requestBody.required],
  [
    "a key that became nullable",
    ({ paths }) => (responseOf(paths["/user"].get).properties.user.properties.bio.type = ["string", "null"]),
  ],
  ["a key that became optional", ({ paths }) => responseOf(paths["/user"].get).properties.user.required.pop()],
  [
    "a format that is gone",
    ({ paths }) => delete bodyOf(paths["/users"].post).properties.user.properties.password.format,
  ],
  ["an operation that everybody may call", ({ paths }) => (paths["/user"].get.security = [])],
])("the comparison sees %s", async (_, change) => {
  const made = structuredClone(await served());
  change(made);

  expect(contractsOf(made)).not.toEqual(given);
});

const bodyOf = (operation: Json) => operation.requestBody.content["application/json"].schema;
const responseOf = (operation: Json) => operation.responses[200].content["application/json"].schema;
