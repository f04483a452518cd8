import fc from "fast-check";
import { addRoute, createRouter, findRoute } from "rou3";
import { expect, test } from "vitest";
import { z } from "zod";
import { compileOperations, rest } from "../index.ts";
import { t } from "../serve.fixture.ts";
import { createRoutes } from "./routes.ts";

const Id = z.object({ a: z.string() });
const routes = ["/", "/a", "/a/{a}", "/a/me", "/a/{a}/b", "/{a}", "/{a}/b/c", "/b.c/~d"];
const segment = fc.oneof(
  fc.constantFrom(
    "a",
    "b",
    "c",
    "me",
    "b.c",
    "~d",
    "",
    ".",
    "..",
    "__proto__",
    "constructor",
    "%2F",
    "{a}",
    ":p0",
    "**",
  ),
  fc.string({ maxLength: 5 }).map((text) => text.replaceAll("/", "")),
);

test("the compiled routes find what a walk of the tree finds", async () => {
  const procedure = (route: string) =>
    rest(route.includes("{") ? t.procedure.input(Id) : t.procedure, `GET ${route}` as never).query(() => 1);
  const router = t.router(Object.fromEntries(routes.map((route, index) => [`r${index}`, procedure(route)])));
  const { operations } = await compileOperations(router);
  const tree = createRouter<string>();
  for (const route of routes) addRoute(tree, "", route.replaceAll("{a}", ":p0"), route);
  const find = createRoutes(operations);

  fc.assert(
    fc.property(fc.array(segment, { maxLength: 5 }), (segments) => {
      const path = `/${segments.join("/")}`;
      const [walked, found] = [findRoute(tree, "", path), find(path)];

      expect(found?.resource.operations.get("GET")?.route).toBe(walked?.data);
      expect(found?.params).toEqual(walked && Object.values(walked.params ?? {}));
    }),
    { numRuns: 2000 },
  );
});
