import { randomBytes } from "node:crypto";
import type { Cell } from "../measure/cell.ts";
import type { Launch } from "../measure/server.ts";
import { checkAnswers } from "./check.ts";
import { type Access, type Api, jwtApi, type Secrets, tenonRest, tenonTrpc } from "./contenders.ts";
import type { BenchDatabase } from "./database.ts";
import { postIds, readerId } from "./seed-sql.ts";

type Contender = { name: string; launch: Launch; api: Api };

export type Setting = { database: BenchDatabase; bundle: string; nest: string; log: number };

export const names = {
  trpc: "Tenon, tRPC",
  rest: "Tenon, REST",
  express: "Express 5 boilerplate, Prisma",
  nest: "NestJS 11 on Fastify, Prisma",
  limit: "Fastify 5 + raw pg, no log or limits",
};

function contendersOf({ database, bundle, nest, log }: Setting): Contender[] {
  const secrets: Secrets = { jwtSecret: randomBytes(32).toString("hex"), sessionToken: database.sessionToken };
  const told = { PORT: "{port}", DATABASE_URL: database.url, JWT_SECRET: secrets.jwtSecret };
  const server = (file: string): Launch => ({ args: [`${import.meta.dirname}/servers/${file}`], env: told, log });
  // As the README starts it in production, with a limit that a measurement does not reach, as the others have.
  const own = { APP_SECRET: randomBytes(32).toString("hex"), PUBLIC_URL: "https://bench.example.com", MAIL: "off" };
  const tenon: Launch = {
    args: ["--enable-source-maps", bundle],
    env: { ...told, ...own, RATE_LIMIT: "1000000000", REGISTER_LIMIT: "1000000000" },
    log,
  };
  const express = jwtApi(secrets, { session: "/v1/posts", anonymous: "/v1/posts/public" });
  const nestApi = jwtApi(secrets, { session: "/api/v1/posts", anonymous: "/api/v1/posts/public" });
  const limit = jwtApi(secrets, { session: "/posts", anonymous: "/posts" });
  return [
    { name: names.trpc, launch: tenon, api: tenonTrpc(secrets) },
    { name: names.rest, launch: tenon, api: tenonRest(secrets) },
    {
      name: names.express,
      launch: server("express/app.ts"),
      api: { ...express, postsIn: (body: { results: unknown[] }) => body.results },
    },
    {
      name: names.nest,
      launch: { args: [nest], env: told, log },
      api: { ...nestApi, postsIn: (body: { data: unknown[] }) => body.data },
    },
    {
      name: names.limit,
      launch: server("fastify-pg.ts"),
      api: { ...limit, postsIn: (body: { items: unknown[] }) => body.items },
    },
  ];
}

export const questions = [
  { scenario: "get", title: "posts.get, signed in", operation: "get", access: "session" },
  { scenario: "list", title: "posts.list, 20 of 10 000, signed in", operation: "list", access: "session" },
  { scenario: "get-anonymous", title: "posts.get, anonymous", operation: "get", access: "anonymous" },
  { scenario: "list-anonymous", title: "posts.list, anonymous", operation: "list", access: "anonymous" },
] as const;

/** Every contender with every question. */
export async function productCells(setting: Setting): Promise<Cell[]> {
  const expected = {
    session: await setting.database.expected(readerId),
    anonymous: await setting.database.expected(null),
  } satisfies Record<Access, unknown>;
  return questions.flatMap(({ scenario, operation, access }) =>
    contendersOf(setting).map(({ name, launch, api }): Cell => {
      const requests = operation === "list" ? [api.list(access)] : postIds.map((id) => api.get(id, access));
      const question = { api, operation, access };
      const check = (origin: string) => checkAnswers(origin, question, expected[access]);
      return { contender: name, scenario, launch, requests, status: 200, check };
    }),
  );
}
