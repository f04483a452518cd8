import { expect, test } from "vitest";
import { z } from "zod";
import { checkPaging, listFields, listOf, maxPagedRows, pagedFields, pageOf } from "./lists.ts";

const List = z.strictObject(listFields);
const Paged = z.strictObject(pagedFields).check(checkPaging);
const faults = (schema: z.ZodType, value: unknown) => [
  ...new Set(schema.safeParse(value).error?.issues.map((issue) => issue.path.join(".")) ?? []),
];

test("a list has 20 items unless told otherwise", () => {
  expect(List.parse({})).toEqual({ limit: 20 });
  expect(Paged.parse({ page: 2, limit: 100 })).toEqual({ page: 2, limit: 100 });
});

test.for([0, -1, 101, 1.5, "20", NaN, Infinity, null, 2 ** 53])("a limit of %j is refused", (limit) => {
  expect(faults(List, { limit })).toEqual(["limit"]);
});

test.for(["", " ", "a\0", "a\nb", "x".repeat(1001), 7])("a cursor of %j is refused", (cursor) => {
  expect(faults(List, { cursor })).toEqual(["cursor"]);
});

test.for([0, -1, 1.5, "1", 2 ** 53, null])("a page of %j is refused", (page) => {
  expect(faults(Paged, { page })).toEqual(["page"]);
});

test("page mode ends where keyset mode has to take over", () => {
  expect(faults(Paged, { page: maxPagedRows / 100, limit: 100 })).toEqual([]);
  expect(faults(Paged, { page: maxPagedRows / 100 + 1, limit: 100 })).toEqual(["page"]);
  expect(faults(Paged, { page: Number.MAX_SAFE_INTEGER })).toEqual(["page"]);
});

test("page and cursor exclude each other", () => {
  expect(faults(Paged, { page: 1, cursor: "x" })).toEqual(["page"]);
  expect(faults(Paged, { cursor: "x" })).toEqual([]);
});

test("fields that a list does not have are refused", () => {
  expect(Paged.safeParse({ offset: 3 }).success).toBe(false);
});

test("the totals belong to page mode, the cursor to both", () => {
  expect(listOf(z.string()).parse({ items: ["a"], nextCursor: null, total: 1 })).toEqual({
    items: ["a"],
    nextCursor: null,
  });
  expect(pageOf(z.string()).parse({ items: [], nextCursor: "x", page: 1, totalPages: 0, total: 0 })).toHaveProperty(
    "total",
    0,
  );
  expect(pageOf(z.string()).safeParse({ items: [] }).success).toBe(false);
});
