import { expect, test } from "vitest";
import { z } from "zod";
import { compileOperations, generateDocument, rest } from "./index.ts";
import { t } from "./serve.fixture.ts";

const open = t.procedure.meta({ rest: { security: null, tags: ["open"], errors: [429] } });
const scoped = t.procedure.meta({ rest: { scopes: ["thing:write"] } });
const Id = z.object({ id: z.string() });

test("what a base procedure says of REST holds for all that is made from it", async () => {
  const router = t.router({
    things: {
      get: rest(open.input(Id).output(Id), "GET /things/{id}", { summary: "Read", errors: [404] }).query(
        ({ input }) => input,
      ),
      list: open.output(z.array(Id)).query(() => []),
      create: rest(open.input(Id).output(Id), "POST /things", { tags: ["own"] }).mutation(({ input }) => input),
    },
  });

  const { operations } = await compileOperations(router);
  const bearer = { type: "http", scheme: "bearer" };
  const { paths } = await generateDocument({ router, info: { title: "T", version: "1" }, securitySchemes: { bearer } });

  expect(operations.map(({ method, route, spec }) => [method, route, spec.tags, spec.errors])).toEqual([
    ["GET", "/things/{id}", ["open"], [429, 404]],
    ["GET", "/things", ["open"], [429]],
    ["POST", "/things", ["own"], [429]],
  ]);
  expect(paths["/things/{id}"]).toMatchObject({ get: { summary: "Read", security: [] } });
});

test("what a credential must be good for stands beside each scheme", async () => {
  const router = t.router({
    write: rest(scoped.output(Id), "POST /things", {}).mutation(() => ({ id: "1" })),
    either: rest(scoped.output(Id), "GET /things", { security: "optional" }).query(() => ({ id: "1" })),
  });
  const securitySchemes = {
    bearer: { type: "http", scheme: "bearer" },
    key: { type: "apiKey", in: "header", name: "K" },
  };

  const { paths } = await generateDocument({ router, info: { title: "T", version: "1" }, securitySchemes });

  const requirements = [{ bearer: ["thing:write"] }, { key: ["thing:write"] }];
  expect(paths["/things"]).toMatchObject({
    post: { security: requirements },
    get: { security: [{}, ...requirements] },
  });
});
