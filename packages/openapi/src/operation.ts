import type { TRPCProcedureType } from "@trpc/server";
import type { InputPlace } from "./error.ts";
import type { RestMethod, RestSpec } from "./meta.ts";
import type { QueryPlan } from "./schema/query.ts";
import type { TextDecode } from "./schema/text.ts";
import type { WireDecode } from "./schema/wire.ts";
import type { Schema } from "./schema/zod.ts";
import type { Call } from "./trpc.ts";

/** An input key that travels outside the body. */
export interface Parameter {
  /** The input's key. */
  readonly key: string;
  readonly in: Exclude<InputPlace, "body">;
  /** Its name on the wire: the key, unless `in` says otherwise. */
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
}

/** What the request's body is to the input: nothing, the keys left over, one key, or the input itself; or a form with its keys. */
export type BodyPlan =
  | { readonly kind: "none" }
  | { readonly kind: "form" }
  | { readonly kind: "keys" | "whole"; readonly decode: WireDecode | undefined }
  | { readonly kind: "key"; readonly key: string; readonly decode: WireDecode | undefined };

/** A parameter read from one text: a path segment, a header or a cookie. */
export interface TextParameter extends Parameter {
  /** The name as Node has it: a header's in lower case. */
  readonly lookup: string;
  readonly decode: TextDecode;
}

/** Where each part of the input comes from, and how it is read. */
export interface InputPlan {
  /** The procedure takes no input: it is given undefined. */
  readonly isEmpty: boolean;
  /** A request that carries nothing of the input is undefined, as it is for a tRPC caller that passes nothing. */
  readonly isOptional: boolean;
  /** In the order of the route. */
  readonly path: readonly TextParameter[];
  readonly bound: readonly TextParameter[];
  readonly query: ReadonlyMap<string, QueryPlan>;
  /** Reads query keys that are not listed, for the schema to strip or refuse; undefined where the query is not the input. */
  readonly otherQuery: TextDecode | undefined;
  /** Reads the id of the last event that a client got, which beats one in the query: a browser keeps to its first URL. */
  readonly lastEventId: TextDecode | undefined;
  readonly body: BodyPlan;
  /** All keys outside the body, by key. */
  readonly parameters: ReadonlyMap<string, Parameter>;
}

/** One REST operation over one procedure: compiled at start, for the handler, the document and whoever else lists the API. */
export interface Operation {
  /** The procedure's dotted path. */
  readonly path: string;
  readonly type: TRPCProcedureType;
  readonly method: RestMethod;
  /** Without the base path, as in `/posts/{id}`. */
  readonly route: string;
  readonly operationId: string;
  /** Status of a success that has a body, or of one that never has. */
  readonly status: number;
  /** What the procedure's meta says; empty but for the route when the operation exists by convention. */
  readonly spec: RestSpec;
  readonly inputs: readonly Schema[];
  /** Of a subscription, what each of its events holds. */
  readonly output: Schema | undefined;
  readonly input: InputPlan;
  /** The output holds what `JSON.stringify` cannot write by itself: a bigint, a Set, a Map. */
  readonly needsReplacer: boolean;
  /** The output's key that a GET route under this one takes, for the `Location` of a 201. */
  readonly locationKey: string | undefined;
  readonly call: (call: Call) => Promise<unknown>;
}

/** A procedure that REST does not serve, and why. */
export interface Skipped {
  readonly path: string;
  readonly reason: string;
}
