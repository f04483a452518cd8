import { beforeAll, expect, test } from "vitest";
import type { Losses } from "./meaning.ts";
import { restForm } from "./rest-form.ts";
import { type Subject, subjects } from "./subjects.ts";

let byPath: Map<string, Subject>;
beforeAll(async () => {
  byPath = new Map((await subjects()).map((subject) => [subject.operation.path, subject]));
});

function formOf(path: string, input: unknown) {
  const losses: Losses = new Map();
  const subject = byPath.get(path);
  if (!subject) throw new Error(`There is no ${path}`);
  return { ...restForm(subject, input, losses), losses: [...losses.keys()] };
}

test("keys go where the operation takes them from, and mean what they were", () => {
  const input = { id: "a b/c", title: "T", ifMatch: 3 };

  const { call, meaning, losses } = formOf("posts.update", input);

  expect(call).toMatchObject({ method: "PATCH", target: "/api/v1/posts/a%20b%2Fc", body: '{"title":"T"}' });
  expect(call.headers).toMatchObject({ "If-Match": '"3.h4sh-----------------------"' });
  expect(meaning).toEqual(input);
  expect(losses).toEqual(["the type of a bare text is the schema's"]);
});

test.each<[string, unknown, unknown]>([
  ["a number's text in a number's place", { limit: "5" }, { limit: 5 }],
  ["what only looks like one", { limit: "0x5" }, { limit: "0x5" }],
  ["a number in a text's place", { search: 5 }, { search: "5" }],
  ["a word for a boolean", { published: "true" }, { published: true }],
  ["a day that exists", { createdAfter: "2026-02-28" }, { createdAfter: new Date("2026-02-28") }],
  ["a day that does not", { createdAfter: "2026-02-30" }, { createdAfter: "2026-02-30" }],
  ["null", { search: null }, { search: "null" }],
  ["an empty array", { search: [] }, {}],
])("a query string says %s", (_, input, meaning) => {
  expect(formOf("posts.list", input).meaning).toEqual(meaning);
});

test("a body says everything but dates, which are texts there", () => {
  const at = new Date("2150-01-01T00:00:00Z");

  expect(formOf("posts.create", { title: at, body: null, publishAt: at })).toMatchObject({
    meaning: { title: at.toISOString(), body: null, publishAt: at },
    losses: ["a date is a text in JSON"],
  });
  expect(formOf("posts.create", undefined)).toMatchObject({ meaning: {}, call: { body: undefined } });
});
