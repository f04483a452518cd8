import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { reasonOf, wireErrorOf } from "./errors.ts";

const answered = (data: object) =>
  new TRPCClientError("m", { result: { error: { message: "m", code: -32000, data } } });

test("what a server says is heard, also for a reason that is newer than this client", () => {
  const newer = { code: "CONFLICT", httpStatus: 409, reason: "NEWER_THAN_THIS", message: "m", requestId: "r" };

  expect(wireErrorOf(answered(newer))).toEqual(newer);
  expect(reasonOf(answered({ ...newer, reason: "EMAIL_TAKEN" }))).toBe("EMAIL_TAKEN");
});

test.each([
  ["no answer", new TRPCClientError("fetch failed")],
  ["another tRPC server's", answered({ code: "CONFLICT", httpStatus: 409 })],
  ["no error of tRPC's", new Error("x")],
])("%s is no word of the server", (_, error) => {
  expect(wireErrorOf(error)).toBeUndefined();
});
