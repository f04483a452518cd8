import { rest } from "@tenon/openapi";
import { expect, test } from "vitest";
import { type ZodType, z } from "zod";
import { type Routes, contractOf, none, p, t } from "../contract.fixture.ts";
import { LockError, parseContract, printContract } from "../index.ts";

const Author = z.object({ id: z.uuid(), name: z.string() }).meta({ id: "Author" });
const Tree: ZodType = z.object({
  label: z.string(),
  get nodes() {
    return z.array(Tree);
  },
});
const get = rest(p.input(z.object({ id: z.uuid() })).output(Author), "GET /posts/{id}", { errors: ["TAKEN"] });
const routes: Routes = {
  posts: {
    get: get.meta({ access: "post:read" }).query(none),
    tree: p.output(Tree).query(none),
    live: p.input(Author.pick({ id: true })).subscription(none as never),
  },
};

test("the lock says what callers rely on, in one readable text", async () => {
  expect(printContract(await contractOf(routes))).toMatchInlineSnapshot(`
    "{
      "$defs": {
        "Author": {
          "properties": { "id": { "$ref": "#/$defs/format:uuid" }, "name": { "type": "string" } },
          "required": ["id", "name"],
          "type": "object"
        },
        "at:posts.tree.output": {
          "properties": {
            "label": { "type": "string" },
            "nodes": { "items": { "$ref": "#/$defs/at:posts.tree.output" }, "type": "array" }
          },
          "required": ["label", "nodes"],
          "type": "object"
        },
        "format:uuid": {
          "format": "uuid",
          "pattern": "^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$",
          "type": "string"
        }
      },
      "procedures": {
        "posts.get": {
          "access": "post:read",
          "errors": { "TAKEN": 409 },
          "input": { "properties": { "id": { "$ref": "#/$defs/format:uuid" } }, "required": ["id"], "type": "object" },
          "kind": "query",
          "output": { "$ref": "#/$defs/Author" },
          "rest": { "inputs": { "id": "path" }, "operationId": "postsGet", "route": "GET /posts/{id}", "status": 200 }
        },
        "posts.live": {
          "input": { "properties": { "id": { "$ref": "#/$defs/format:uuid" } }, "required": ["id"], "type": "object" },
          "kind": "subscription",
          "output": {},
          "rest": { "inputs": { "id": "query" }, "operationId": "postsLive", "route": "GET /posts/live", "status": 200 }
        },
        "posts.tree": {
          "kind": "query",
          "output": { "$ref": "#/$defs/at:posts.tree.output" },
          "rest": { "operationId": "postsTree", "route": "GET /posts/tree", "status": 200 }
        }
      },
      "version": 1
    }
    "
  `);
});

test("the order in which a router is written does not matter", async () => {
  const { get: first, ...others } = routes["posts"] as object & { get: unknown };
  const turned = { posts: { ...others, get: first } } as Routes;

  expect(printContract(await contractOf(turned))).toBe(printContract(await contractOf(routes)));
});

test("a procedure before it does not rename a recursive schema", async () => {
  const Other: ZodType = z.object({
    get parts() {
      return z.array(Other);
    },
  });
  const [before, after] = [await contractOf(routes), await contractOf({ ...routes, a: p.output(Other).query(none) })];

  expect(after.procedures["posts.tree"]).toEqual(before.procedures["posts.tree"]);
  expect(Object.keys(after.$defs)).toEqual(["Author", "at:a.output", "at:posts.tree.output", "format:uuid"]);
});

test("two formats of one name stand apart", async () => {
  const { $defs } = await contractOf({ a: p.output(z.tuple([z.uuidv4(), z.uuidv7(), z.uuidv4()])).query(none) });

  expect(Object.keys($defs)).toEqual(["format:uuid", "format:uuid.2"]);
});

test("a parser that is not zod's, and a procedure that does not say what it answers, are noted as such", async () => {
  const parse = (value: unknown) => value;
  const { procedures } = await contractOf({ a: t.procedure.input(parse).output(parse).query(none), b: p.query(none) });

  const unknown = { "x-opaque": "not a zod schema" };
  expect(procedures["a"]).toMatchObject({ input: unknown, output: unknown });
  expect(procedures["b"]).toMatchObject({ output: {} });
});

test("what is printed is read", async () => {
  const contract = await contractOf(routes);

  expect(parseContract(printContract(contract))).toEqual(contract);
});

const valid = async () => printContract(await contractOf(routes));

test.each<[string, (text: string) => string, string]>([
  ["an empty file", () => "", "It is not JSON: "],
  ["half a file", (text) => text.slice(0, 500), "It is not JSON: "],
  [
    "a merge conflict",
    (text) => `<<<<<<< HEAD\n${text}=======\n>>>>>>> x\n`,
    "It holds the marks of a merge conflict.",
  ],
  ["another JSON", () => "[1]", "It does not say which version of the lock it is."],
  ["null", () => "null", "It does not say which version of the lock it is."],
  ["another version", (text) => text.replace('"version": 1', '"version": 7'), "It has version 7; this program reads"],
  ["no procedures", () => '{"version":1,"$defs":{}}', "At /procedures: "],
  ["another kind", (text) => text.replace('"query"', '"question"'), "At /procedures/posts.get/kind: "],
  [
    "a key too many",
    (text) => text.replace('"kind"', '"mind": 1, "kind"'),
    "At /procedures/posts.get: Unrecognized key",
  ],
  ["a schema that is none", (text) => text.replace('"type": "string"', '"type": "strong"'), "At /$defs/"],
  ["a bound that is none", (text) => text.replace('"type": "string"', '"maxLength": "x"'), "At /$defs/"],
  [
    "a reference to nothing",
    (text) => text.replace('"$ref": "#/$defs/Author"', '"$ref": "#/$defs/X"'),
    "It refers to #/$defs/X",
  ],
])("%s is refused with a sentence", async (_, damage, message) => {
  const text = damage(await valid());

  expect(() => parseContract(text)).toThrow(LockError);
  expect(() => parseContract(text)).toThrow(message);
});
