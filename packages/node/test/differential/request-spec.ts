import fc from "fast-check";
import { listOf } from "../list-of.ts";
import { lazyPaths, mutationPaths, queryPaths, unknownPaths } from "./known-paths.ts";
import * as pools from "./pools.ts";

/** A request as its parts, so that it shrinks to the part that matters; `renderRequest` makes bytes of it. */
export interface RequestSpec {
  readonly method: string;
  readonly calls: readonly { readonly path: string; readonly input: string | undefined }[];
  /** Whether inputs are wrapped as the router's transformer expects. */
  readonly wrapped: boolean;
  readonly pathForm: (typeof pathForms)[number];
  readonly before: string;
  readonly after: string;
  readonly base: (typeof bases)[number];
  readonly target: string;
  readonly batch: string | undefined;
  readonly inputs: (typeof inputShapes)[number];
  readonly place: "usual" | "query" | "body" | "both" | "nowhere";
  readonly queryForm: (typeof queryForms)[number];
  readonly queryBefore: string;
  readonly queryAfter: string;
  readonly body: (typeof bodyForms)[number];
  readonly contentTypes: readonly string[] | undefined;
  readonly headers: readonly string[];
  readonly host: string | undefined;
  readonly framing: "length" | "chunked" | "chunked with trailers";
  readonly cuts: readonly number[];
  readonly version: string;
}

export const pathForms = [
  "encoded",
  "as it is",
  "all encoded",
  "lower hex",
  "twice encoded",
  "commas encoded",
] as const;
export const bases = ["right", "none", "other", "doubled", "upper case", "encoded", "one letter less"] as const;
export const queryForms = ["component", "form", "bare", "lower hex", "malformed"] as const;
export const inputShapes = ["by index", "list", "first only", "last only", "with extras", "spaced", "nested"] as const;
export const bodyForms = [
  "as it is",
  "byte order mark",
  "cut short",
  "invalid UTF-8",
  "spaces around",
  "trailing comma",
  "twice",
  "empty",
  "one space",
  "padded 300",
  "padded 6000",
  "padded 200000",
  "form",
  "form cut short",
  "bytes",
  "UTF-16",
  "null byte at the end",
] as const;

const inputs: fc.Arbitrary<string | undefined> = fc.oneof(
  { arbitrary: fc.constantFrom<(string | undefined)[]>(...pools.goodInputs), weight: 8 },
  { arbitrary: fc.constant(undefined), weight: 1 },
  { arbitrary: fc.constantFrom<(string | undefined)[]>(...pools.hostileInputs), weight: 2 },
  { arbitrary: fc.jsonValue().map((value) => JSON.stringify(value)), weight: 2 },
);

const otherPaths = fc.oneof(
  { arbitrary: fc.constantFrom(...lazyPaths), weight: 2 },
  { arbitrary: fc.constantFrom(...unknownPaths), weight: 2 },
  { arbitrary: fc.string({ unit: "binary", maxLength: 8 }), weight: 1 },
  {
    arbitrary: fc.constantFrom("", "x".repeat(3000), "in.zod,in.none", `${"a".repeat(20)}${".b".repeat(200)}`),
    weight: 1,
  },
);

function callsTo(paths: fc.Arbitrary<string>) {
  const call = fc.record({ path: paths, input: inputs });
  const same = fc
    .tuple(call, fc.integer({ min: 2, max: 12 }))
    .map(([only, times]) => Array.from({ length: times }, () => only));
  return fc.oneof(
    { arbitrary: call.map((only) => [only]), weight: 5 },
    { arbitrary: fc.array(call, { minLength: 2, maxLength: 5 }), weight: 3 },
    { arbitrary: same, weight: 1 },
  );
}

const queryPath = fc.constantFrom(...queryPaths);
const mutationPath = fc.constantFrom(...mutationPaths);
const knownCalls = fc.oneof(
  { arbitrary: callsTo(queryPath), weight: 3 },
  { arbitrary: callsTo(mutationPath), weight: 2 },
);
const anyCalls = callsTo(
  fc.oneof(
    { arbitrary: queryPath, weight: 3 },
    { arbitrary: mutationPath, weight: 1 },
    { arbitrary: otherPaths, weight: 2 },
  ),
);

const typeHeaders = fc.oneof(
  { arbitrary: fc.constantFrom(...pools.contentTypes).map((type) => [type]), weight: 6 },
  {
    arbitrary: fc.constantFrom<string[]>([], ["application/json", "text/plain"], ["text/plain", "application/json"]),
    weight: 1,
  },
);

const anyMethod = fc.constantFrom(...listOf`GET  POST  HEAD  OPTIONS  PUT  DELETE  PATCH  TRACE  PROPFIND  QUERY`);

const tame = {
  method: fc.constant("usual"),
  wrapped: fc.constant(true),
  pathForm: fc.constant(pathForms[0]),
  before: fc.constant(""),
  after: fc.constant(""),
  base: fc.constant(bases[0]),
  target: fc.constant(""),
  batch: fc.constant("usual"),
  inputs: fc.constant(inputShapes[0]),
  place: fc.constant("usual"),
  queryForm: fc.constant(queryForms[0]),
  queryBefore: fc.constant(""),
  queryAfter: fc.constant(""),
  body: fc.constant(bodyForms[0]),
  contentTypes: fc.constant(undefined),
  headers: fc.constant<readonly string[]>([]),
  host: fc.constant("tenon.test"),
  framing: fc.constant("length"),
  cuts: fc.constant<readonly number[]>([]),
  version: fc.constant("1.1"),
} as const;

/** What a browser or tRPC's own client would send, apart from the calls themselves. */
const tameSpecs: fc.Arbitrary<RequestSpec> = fc.record({ ...tame, calls: knownCalls });

/** One or two things out of the ordinary, for which some fields are drawn anew. */
const wild = {
  method: fc.oneof({ arbitrary: fc.constantFrom("GET", "POST"), weight: 2 }, { arbitrary: anyMethod, weight: 1 }),
  calls: anyCalls,
  wrapped: fc.boolean(),
  pathForm: fc.constantFrom(...pathForms),
  before: fc.constantFrom(...pools.slashes),
  after: fc.constantFrom(...pools.slashes),
  base: fc.constantFrom(...bases),
  target: fc.constantFrom(...pools.targets),
  batch: fc.constantFrom<(string | undefined)[]>("1", "2", "", "true", "01", "1 ", "%31", undefined),
  inputs: fc.constantFrom(...inputShapes),
  place: fc.constantFrom("query", "body", "both", "nowhere"),
  queryForm: fc.constantFrom(...queryForms),
  queryBefore: fc.constantFrom(...pools.queries),
  queryAfter: fc.constantFrom(...pools.queries),
  body: fc.constantFrom(...bodyForms),
  contentTypes: typeHeaders,
  headers: fc.uniqueArray(fc.constantFrom(...pools.extraHeaders), { minLength: 1, maxLength: 3 }),
  host: fc.constantFrom(...pools.hosts),
  framing: fc.constantFrom("chunked", "chunked with trailers"),
  cuts: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 6 }),
  version: fc.constant("1.0"),
} satisfies Record<keyof RequestSpec, fc.Arbitrary<unknown>>;

const wildField = fc.oneof(
  ...Object.entries(wild).map(([name, values]) => fc.record({ [name]: values as fc.Arbitrary<unknown> })),
);

function wildSpecs(minimum: number, maximum: number): fc.Arbitrary<RequestSpec> {
  const changes = fc.array(wildField, { minLength: minimum, maxLength: maximum, size: "max" });
  return fc.tuple(tameSpecs, changes).map(([usual, some]) => Object.assign({}, usual, ...some) as RequestSpec);
}

export const requestSpecs: fc.Arbitrary<RequestSpec> = fc.oneof(
  { arbitrary: tameSpecs, weight: 4 },
  { arbitrary: wildSpecs(1, 2), weight: 6 },
  { arbitrary: wildSpecs(3, 10), weight: 2 },
);
