import { expect, test } from "vitest";
import { createRouteFinder } from "../../src/routes.ts";
import { basicRouter } from "./root.ts";

test("routes are remembered, but not without end", () => {
  const find = createRouteFinder({ router: basicRouter } as never);
  const batchOf = (count: number, path: string) => `/${Array.from({ length: count }, () => path).join(",")}`;
  expect(find(batchOf(2, "plain"), true)).toBe(find(batchOf(2, "plain"), true));
  for (let count = 1000; count < 1100; count += 1) find(batchOf(count, "hello"), true);
  const late = batchOf(1099, "hello");
  expect(find(late, true)?.targets).toHaveLength(1099);
  expect(find(late, true)).not.toBe(find(late, true));
  expect(find("/plain", false)).toBe(find("/plain", false));
});
