import type { Schema } from "./schema/zod.ts";

/** Methods that a route may name. HEAD and OPTIONS are answered for every route without being declared. */
export type RestMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Where an input key is read from when it is neither in the path nor in the body. */
export type Source = "query" | `header:${string}` | `cookie:${string}`;

/** When an operation was deprecated and when it ends. Dates are anything that `new Date()` reads. */
export interface Deprecation {
  /** Sent as `Deprecation: @seconds` (RFC 9745). */
  readonly since?: Date | string;
  /** Sent as `Sunset` (RFC 8594). */
  readonly sunset?: Date | string;
  /** Where to read about it, sent as `Link: <…>; rel="deprecation"`. */
  readonly link?: string;
  /** What takes its place, as in `/v2/users/{id}`; sent as `Link: <…>; rel="successor-version"` (RFC 5829). */
  readonly successor?: string;
}

/** A named example; both values are in their JSON form. */
export interface Example {
  readonly summary?: string;
  readonly request?: unknown;
  readonly response?: unknown;
}

/** What a procedure says about its REST form. Everything but `route` has a sensible default. */
export interface RestSpec<In = any, Out = any> {
  /** Method and path, as in `GET /users/{id}`. Each `{name}` is a whole segment and a required scalar key of the input. */
  readonly route: string;
  /** One line for the documentation. @default the procedure's path */
  readonly summary?: string;
  /** Markdown for the documentation. */
  readonly description?: string;
  /** @default the first segment of the procedure's path */
  readonly tags?: readonly string[];
  /** @default the procedure's path in camelCase: `posts.get` is `postsGet` */
  readonly operationId?: string;
  /** Status of a success. @default 200, or 204 when the output is void */
  readonly status?: 200 | 201 | 202 | 204;
  /** Of a 201: whether an output says that the resource is yet to be made, which is answered by 202 without `Location`. */
  readonly accepted?: (out: Out) => boolean;
  /** Failures to document: codes of the error registry, tRPC codes, or bare statuses. */
  readonly errors?: readonly (string | number)[];
  /**
   * Names of security schemes, any one of which suffices; null is public; `"optional"` is public as well, but whoever signs in
   * may get another answer. @default the document's own
   */
  readonly security?: readonly string[] | "optional" | null;
  /** What a credential must be good for, as the document's requirements name it (OpenAPI 3.1 §4.8.30): scopes or permissions. */
  readonly scopes?: readonly string[];
  readonly deprecated?: boolean | Deprecation;
  /**
   * `Location` of a 201. A path starting with `/` is put under the base path.
   * @default the `GET …/{key}` route under this one, when the output has that key
   */
  readonly location?: (out: Out) => string;
  /** Adds `Link` first and next (RFC 8288) from the output's `nextCursor` and the input's `cursor`. @default false */
  readonly paginate?: boolean;
  /**
   * `"body"` hashes the body into a weak ETag; a function names the version, sent as a strong one; `{ version }` sends both as
   * `"<version>.<hash>"`, where more than the version shows in the body. `If-Match` takes either of the latter two.
   */
  readonly etag?: "body" | ((out: Out) => string | number) | { readonly version: (out: Out) => string | number };
  /** Says in the document that a middleware of the procedure heeds `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header). */
  readonly idempotency?: "supported" | "required";
  /** Input keys read from elsewhere: `{ ifMatch: "header:If-Match" }`. */
  readonly in?: { readonly [Key in keyof In]?: Source };
  /** The input key that is the whole body, or `"*"` for all keys left. @default "*" except on GET and DELETE */
  readonly body?: (keyof In & string) | "*";
  /** Bytes that the request's body may have. @default the handler's `maxBodySize` */
  readonly bodyLimit?: number;
  /** @default `private` on GET and `no-store` elsewhere */
  readonly cacheControl?: string;
  /** Of a subscription: the schema of what it yields, without `tracked`. For the document; what is yielded is not checked. */
  readonly event?: Schema;
  readonly examples?: { readonly [name: string]: Example };
}

/** The meta of a router that the bridge serves; intersect it with your own: `initTRPC.meta<BridgeMeta & AuthMeta>()`. */
export interface BridgeMeta {
  /**
   * False keeps the procedure out of REST. On a base procedure: what all procedures made from it share, such as
   * `security` or `errors`; `rest()` adds to it, and without a route the convention gives one.
   */
  rest?: (Omit<RestSpec, "route"> & Partial<Pick<RestSpec, "route">>) | false;
}
