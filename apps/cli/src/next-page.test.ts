import { expect, test } from "vitest";
import { pageHint } from "./next-page.ts";

test.each([
  [{ nextCursor: null }, undefined],
  [{ nextCursor: "abc.d_-" }, "Next page: the same with --cursor abc.d_-"],
  [{ nextCursor: null, page: 1, totalPages: 1, total: 3 }, "Page 1 of 1, 3 in all."],
  [{ nextCursor: null, page: 2, totalPages: 4, total: 7 }, "Page 2 of 4, 7 in all. Next page: the same with --page 3"],
])("%j is hinted at by %j", (page, expected) => {
  expect(pageHint(page)).toBe(expected);
});

test("a cursor that a shell would run is quoted", () => {
  expect(pageHint({ nextCursor: "$(reboot)'; \u001b" })).toMatch(/--cursor '\$\(reboot\)'\\''; ␛'$/);
});
