import type { Json } from "@tenon/openapi";

/** The form of the lock file; another one is not compared but written anew. */
export const LOCK_VERSION = 1;

/** What the callers of a router rely on. Plain JSON, the same for the same router, whatever the order it is written in. */
export interface Contract {
  readonly version: typeof LOCK_VERSION;
  /** By dotted path. */
  readonly procedures: Readonly<Record<string, ProcedureContract>>;
  /** Schemas that have a name, or hold themselves. */
  readonly $defs: Readonly<Record<string, Json>>;
}

/** What the callers of one procedure rely on. */
export interface ProcedureContract {
  readonly kind: "query" | "mutation" | "subscription";
  /** `public`, `user` (whoever has signed in) or the name of a permission; absent when it is not stated. */
  readonly access?: string | undefined;
  /** JSON Schema; absent when the procedure takes nothing. */
  readonly input?: Json | undefined;
  readonly inputOptional?: true | undefined;
  /** JSON Schema; absent when the answer is empty. */
  readonly output?: Json | undefined;
  readonly outputOptional?: true | undefined;
  /** Declared errors by name, with their HTTP statuses. */
  readonly errors?: Readonly<Record<string, number>> | undefined;
  readonly deprecated?: DeprecationContract | undefined;
  /** Absent when REST does not serve the procedure. */
  readonly rest?: RestContract | undefined;
}

/** Since when a procedure is deprecated and when it ends, as ISO 8601 instants, as far as they are known. */
export interface DeprecationContract {
  readonly since?: string | undefined;
  readonly sunset?: string | undefined;
}

/** The REST form of a procedure. */
export interface RestContract {
  /** As in `GET /posts/{id}`. */
  readonly route: string;
  readonly status: number;
  readonly operationId: string;
  /** Where each input key stands: `path`, `query`, `header:If-Match`, `body`, or `whole-body`. */
  readonly inputs?: Readonly<Record<string, string>> | undefined;
  /** Weak, of the body; strong, of a version; or both in one tag. */
  readonly etag?: "body" | "strong" | "version" | undefined;
  /** `Link` to the first and the next page. */
  readonly paginate?: true | undefined;
  /** `Location` of what was made. */
  readonly location?: true | undefined;
  /** Names of security schemes, any of which suffices; none is public; absent is the API's default. */
  readonly security?: readonly string[] | undefined;
  readonly cacheControl?: string | undefined;
}
