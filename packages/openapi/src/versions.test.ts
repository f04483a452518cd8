import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { z } from "zod";
import { createRestHandler, generateDocument, rest } from "./index.ts";
import { t } from "./serve.fixture.ts";

const Name = z.object({ name: z.string() });
const successor = { since: "2026-01-01", sunset: "2027-01-01", successor: "/api/v2/users/{id}" } as const;
const getUser = rest(t.procedure.input(z.object({ id: z.int() })).output(Name), "GET /users/{id}");

const v1 = {
  users: {
    get: rest(getUser, "GET /users/{id}", { deprecated: successor }).query(() => ({ name: "Ada Lovelace" })),
    list: t.procedure.output(z.array(Name)).query(() => [{ name: "Ada Lovelace" }]),
  },
};
/** What is new lies over what stays. */
const v2 = {
  users: {
    ...v1.users,
    get: rest(
      t.procedure.input(z.object({ id: z.int() })).output(z.object({ given: z.string(), family: z.string() })),
      "GET /users/{id}",
    ).query(() => ({ given: "Ada", family: "Lovelace" })),
  },
};

test("two versions stand side by side, the second as an overlay of the first", async () => {
  const createContext = () => ({ user: "ann" });
  const [one, two] = await Promise.all([
    createRestHandler({ router: t.router(v1), createContext, basePath: "/api/v1" }),
    createRestHandler({ router: t.router(v2), createContext, basePath: "/api/v2" }),
  ]);
  const server = createServer((req, res) => void (req.url?.startsWith("/api/v2/") ? two : one).handle(req, res));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const get = (path: string) => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);

  const [old, fresh, kept, none] = [
    await get("/api/v1/users/1"),
    await get("/api/v2/users/1"),
    await get("/api/v2/users"),
    await get("/api/v3/users"),
  ];

  expect(await old.json()).toEqual({ name: "Ada Lovelace" });
  expect(old.headers.get("deprecation")).toBe("@1767225600");
  expect(old.headers.get("sunset")).toBe("Fri, 01 Jan 2027 00:00:00 GMT");
  expect(old.headers.get("link")).toBe('</api/v2/users/1>; rel="successor-version"');
  expect(await fresh.json()).toEqual({ given: "Ada", family: "Lovelace" });
  expect(fresh.headers.get("deprecation")).toBeNull();
  expect(await kept.json()).toEqual([{ name: "Ada Lovelace" }]);
  expect(none.status).toBe(404);
  const first = await generateDocument({ router: t.router(v1), info: { title: "T", version: "1" } });
  expect(first.paths["/users/{id}"]!.get).toMatchObject({
    deprecated: true,
    responses: { 200: { headers: { Deprecation: { required: true }, Sunset: { required: true } } } },
  });
  const document = await generateDocument({
    router: t.router(v2),
    basePath: "/api/v2",
    info: { title: "T", version: "2" },
  });
  expect(document.servers).toEqual([{ url: "/api/v2" }]);
  expect(document.paths["/users/{id}"]!.get).not.toHaveProperty("deprecated");
  server.closeAllConnections();
  server.close();
});
