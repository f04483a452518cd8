import type { RestMethod } from "../meta.ts";

/** A route taken apart: `GET /posts/{id}`. */
export interface Route {
  readonly method: RestMethod;
  readonly segments: readonly Segment[];
}

/** A path segment: text, or the name of the parameter that it is. */
export type Segment = string | { readonly param: string };

const METHODS: ReadonlySet<string> = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"] satisfies RestMethod[]);
// RFC 3986 unreserved characters need no encoding, so that a request's segment can be compared as it came.
const LITERAL = /^(?!\.{1,2}$)[A-Za-z0-9._~-]+$/;
const PARAM = /^\{([A-Za-z_$][\w$]*)\}$/;

/** Reads a route, or says what is wrong with it. */
export function parseRoute(text: string): Route | string {
  const [method, path, ...more] = text.split(" ");
  if (!method || !METHODS.has(method)) return `${method || "an empty text"} is not one of ${[...METHODS].join(", ")}`;
  if (!path?.startsWith("/") || more.length > 0) return "a route is a method, one space and a path: GET /users/{id}";
  const segments: Segment[] = [];
  const names = new Set<string>();
  for (const part of path === "/" ? [] : path.slice(1).split("/")) {
    const param = PARAM.exec(part)?.[1];
    if (param === undefined && !LITERAL.test(part)) {
      return `segment "${part}" is neither plain text (letters, digits and -._~) nor one whole {parameter}`;
    }
    if (param !== undefined && names.has(param)) return `path parameter {${param}} appears twice`;
    if (param !== undefined) names.add(param);
    segments.push(param === undefined ? part : { param });
  }
  return { method: method as RestMethod, segments };
}

/** The route's path, as in `/posts/{id}`. */
export function pathOf(segments: readonly Segment[]): string {
  return `/${segments.map((segment) => (typeof segment === "string" ? segment : `{${segment.param}}`)).join("/")}`;
}

/** The parameters' names, in order. */
export function paramsOf(segments: readonly Segment[]): string[] {
  return segments.flatMap((segment) => (typeof segment === "string" ? [] : [segment.param]));
}
