/** What a procedure says of itself as a tool. Everything has a sensible default. */
export interface McpSpec {
  /** 1 to 64 letters, digits, `_` and `-`. @default the procedure's path: `posts.get` is `posts_get` */
  readonly name?: string;
  /** For people. @default the summary of its REST operation */
  readonly title?: string;
  /** For the model. @default the summary and the description of its REST operation */
  readonly description?: string;
  /** A mutation may overwrite or remove something. @default true unless its REST operation creates (201) */
  readonly destructive?: boolean;
  /** A second call with the same arguments changes nothing more. @default true for PUT and DELETE */
  readonly idempotent?: boolean;
  /** It reaches beyond the server's own data. @default false */
  readonly openWorld?: boolean;
}

/** The meta of a router whose procedures are tools; intersect it with your own: `initTRPC.meta<BridgeMeta & McpMeta>()`. */
export interface McpMeta {
  /** True, or how: makes the procedure a tool. A mutation is one only where the handler has `writes: true`. */
  mcp?: boolean | McpSpec;
}
