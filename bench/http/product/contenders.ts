import jsonwebtoken from "jsonwebtoken";
import type { HttpRequest } from "../load/http-message.ts";
import { readerId } from "./seed-sql.ts";
import { pageSize } from "./settings.ts";

export type Access = "session" | "anonymous";

/** One way to ask for posts. */
export type Api = {
  get: (id: string, access: Access) => HttpRequest;
  list: (access: Access) => HttpRequest;
  /** The post in an answer to `get`, the posts in one to `list`. */
  postIn: (body: never) => unknown;
  postsIn: (body: never) => unknown[];
};

export type Secrets = { jwtSecret: string; sessionToken: string };

type Paths = Record<Access, string>;

/** Routes by hand, called with a bearer token. */
export function jwtApi({ jwtSecret }: Secrets, paths: Paths): Omit<Api, "postsIn"> {
  const claims = { sub: readerId, type: "access", role: "user" };
  const token = jsonwebtoken.sign(claims, jwtSecret, { expiresIn: "1d" });
  const headers = { session: { authorization: `Bearer ${token}` }, anonymous: {} };
  return {
    get: (id, access) => ({ method: "GET", path: `${paths[access]}/${id}`, headers: headers[access] }),
    list: (access) => ({ method: "GET", path: `${paths[access]}?limit=${pageSize}`, headers: headers[access] }),
    postIn: (body) => body,
  };
}

const cookieOf = ({ sessionToken }: Secrets) => ({
  session: { cookie: `__Host-session=${sessionToken}` },
  anonymous: {},
});

/** Tenon as its own client calls it. */
export function tenonTrpc(secrets: Secrets): Api {
  const headers = cookieOf(secrets);
  const path = (procedure: string, json: unknown) =>
    `/trpc/posts.${procedure}?input=${encodeURIComponent(JSON.stringify({ json }))}`;
  const data = (body: { result: { data: { json: unknown } } }) => body.result.data.json;
  return {
    get: (id, access) => ({ method: "GET", path: path("get", { id }), headers: headers[access] }),
    list: (access) => ({ method: "GET", path: path("list", { limit: pageSize }), headers: headers[access] }),
    postIn: data,
    postsIn: (body) => (data(body) as { items: unknown[] }).items,
  };
}

/** Tenon as everybody else calls it. */
export function tenonRest(secrets: Secrets): Api {
  const headers = cookieOf(secrets);
  return {
    get: (id, access) => ({ method: "GET", path: `/api/v1/posts/${id}`, headers: headers[access] }),
    list: (access) => ({ method: "GET", path: `/api/v1/posts?limit=${pageSize}`, headers: headers[access] }),
    postIn: (body) => body,
    postsIn: (body: { items: unknown[] }) => body.items,
  };
}
