import type { TRPCProcedureBuilder, TRPCUnsetMarker } from "@trpc/server";
import type { BridgeMeta, RestMethod, RestSpec } from "./meta.ts";

/** Any tRPC procedure builder. */
export type AnyBuilder = TRPCProcedureBuilder<any, any, any, any, any, any, any, any, any>;

type IsAny<T> = 0 extends 1 & T ? true : false;
type Unset<T, Fallback> = IsAny<T> extends true ? T : [T] extends [TRPCUnsetMarker] ? Fallback : T;
type InputOf<B> =
  B extends TRPCProcedureBuilder<any, any, any, infer In, any, any, any, any, any> ? Unset<In, {}> : never;
type OutputOf<B> =
  B extends TRPCProcedureBuilder<any, any, any, any, any, any, infer Out, any, any> ? Unset<Out, any> : never;

type Scalar = string | number | bigint | boolean | Date;
type ParamsOf<Path> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | ParamsOf<Rest> : never;

/** The input's object form: a whole input may itself be optional, and a form has fields. */
type Keys<In> = In extends FormData
  ? In extends { readonly "~fields"?: infer Fields }
    ? Exclude<Fields, undefined>
    : never
  : Exclude<In, undefined | null | void>;

type ParamFault<Name, In> = Name extends string
  ? Name extends keyof In
    ? {} extends Pick<In, Name>
      ? `path parameter {${Name}} is optional in the input`
      : unknown extends In[Name]
        ? never
        : [In[Name]] extends [Scalar]
          ? never
          : `path parameter {${Name}} is not a scalar in the input`
    : `path parameter {${Name}} is not an input key`
  : never;

type RouteFault<Route, In> = Route extends `${infer Method} /${infer Path}`
  ? Method extends RestMethod
    ? ParamFault<ParamsOf<Path>, Keys<In>>
    : `${Method} is not one of GET, POST, PUT, PATCH, DELETE`
  : "a route is a method, one space and a path: GET /users/{id}";

/** `unknown` for a good route; otherwise an object that no string has, so that the compiler prints the fault. */
export type CheckRoute<Route, In> = string extends Route
  ? unknown
  : [RouteFault<Route, In>] extends [never]
    ? unknown
    : { __error: RouteFault<Route, In> };

/**
 * Gives a procedure its REST route. Call it last before `.query` or `.mutation`, when the builder knows its input and output:
 * `rest(authed.input(Ref).output(Post), "GET /posts/{id}", { summary: "Read a post" }).query(…)`.
 * Returns the same builder with meta, so that inference is untouched. What the builder's own `meta({ rest })` says stays, unless
 * the spec says otherwise; errors add up.
 */
export function rest<B extends AnyBuilder, const Route extends string>(
  builder: B,
  route: Route & CheckRoute<Route, InputOf<B>>,
  spec?: Omit<RestSpec<Keys<InputOf<B>>, OutputOf<B>>, "route">,
): B {
  const { rest: shared } = (builder as { _def?: { meta?: BridgeMeta } })._def?.meta ?? {};
  const errors = [...((shared || undefined)?.errors ?? []), ...(spec?.errors ?? [])];
  const all = { ...(shared || undefined), ...spec, ...(errors.length > 0 && { errors }), route };
  return builder.meta({ rest: all }) as unknown as B;
}
