import { expect, test } from "vitest";
import { AppError, invalidField } from "./app-error.ts";
import { errors, isReason } from "./errors.ts";

test("every reason is a constant-like name with an error status and a sentence to show", () => {
  const all = Object.entries(errors);

  expect(all.filter(([reason]) => !/^[A-Z]+(?:_[A-Z]+)*$/.test(reason))).toEqual([]);
  expect(all.filter(([, { status }]) => !Number.isInteger(status) || status < 400 || status > 599)).toEqual([]);
  expect(all.filter(([, { message }]) => !/^[A-Z].+\.$/.test(message))).toEqual([]);
});

test("the registry is sorted by status", () => {
  const statuses = Object.values(errors).map(({ status }) => status);

  expect(statuses).toEqual(statuses.toSorted((a, b) => a - b));
});

test("only the names of the registry are reasons", () => {
  expect(Object.keys(errors).every(isReason)).toBe(true);
  expect(["toString", "__proto__", "", "not_found", undefined, null, 404, ["NOT_FOUND"]].filter(isReason)).toEqual([]);
});

test("an AppError carries the registry's message unless it is given another", () => {
  const cause = new Error("disk");
  const plain = new AppError("POST_NOT_FOUND");
  const told = new AppError("AUTH_BUSY", { message: "Later.", retryAfter: 3, cause });

  expect(plain).toMatchObject({ name: "AppError", reason: "POST_NOT_FOUND", message: errors.POST_NOT_FOUND.message });
  expect([plain.fields, plain.retryAfter, plain.cause]).toEqual([undefined, undefined, undefined]);
  expect(told).toMatchObject({ message: "Later.", retryAfter: 3, cause });
});

test("invalidField points at one input", () => {
  expect(invalidField(["tags", 3], "is odd")).toMatchObject({
    reason: "INVALID_INPUT",
    fields: [{ path: ["tags", 3], code: "custom", message: "is odd" }],
  });
});
