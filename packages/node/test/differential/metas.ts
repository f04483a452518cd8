import type { TRPCError } from "@trpc/server";

export interface MetaOptions {
  readonly errors: readonly TRPCError[];
  readonly paths?: readonly string[] | undefined;
  readonly data: readonly unknown[];
  readonly type: string;
  readonly eagerGeneration: boolean;
  readonly ctx?: unknown;
  readonly info?: unknown;
}

interface Meta {
  status?: number;
  headers?: Headers | Record<string, string | string[] | undefined>;
}

const cookies = new Headers([["set-cookie", "a=1; Path=/"]]);
cookies.append("set-cookie", "b=2; HttpOnly");
cookies.append("x-list", "1");
cookies.append("x-list", "2");

const status = (value: unknown) => (): Meta => ({ status: value as number });
const headers = (value: unknown) => (): Meta => ({ headers: value as Headers });

/** What a `responseMeta` returns or does, by name. */
export const metas: Record<string, (opts: MetaOptions) => Meta> = {
  nothing: () => ({}),
  undefined: () => undefined as never,
  null: () => null as never,
  "a promise": () => Promise.resolve({ status: 299 }) as never,
  "by result": ({ errors, paths, type }) => ({
    status: errors.length > 0 ? 503 : 202,
    headers: { "x-paths": String(paths?.length ?? "none"), "x-type": type },
  }),
  ...Object.fromEntries(
    [0, 99, 100, 101, 199, 200, 201, 204, 205, 304, 404, 599, 600, 700, 200.5, -1, "203", Number.NaN].map((code) => [
      `status ${code}`,
      status(code),
    ]),
  ),
  object: headers({
    "X-One": "1",
    "cache-control": "max-age=1",
    "x-list": ["a", "b"],
    "x-none": undefined,
    "x-empty": "",
  }),
  "numbers as values": headers({ "x-number": 5, "x-true": true }),
  "a Headers object": headers(cookies),
  "cookies in a list": headers({ "set-cookie": ["a=1", "b=2; Secure"] }),
  "one cookie": headers({ "Set-Cookie": "only=1" }),
  "no cookie": headers({ "set-cookie": [] }),
  "own content type": headers({ "content-type": "application/own; charset=utf-8" }),
  "appended content type": headers(new Headers({ "content-type": "text/x-own" })),
  "own vary": headers({ vary: "cookie" }),
  "appended vary": headers(new Headers({ vary: "cookie" })),
  "own allow": headers({ allow: "NONE" }),
  "spaces around": headers({ "x-spaces": "  kept inside  ", "x-tab": "\ttab\t" }),
  "latin 1": headers({ "x-latin": "é\u00ff" }),
  "beyond latin 1": headers({ "x-wide": "漢" }),
  "a line break": headers({ "x-break": "a\r\nb: c" }),
  "a line break at the end": headers({ "x-end": "a\n" }),
  "a null byte": headers({ "x-null": "a\0b" }),
  "a control character": headers({ "x-control": "a\u0001b" }),
  "an invalid name": headers({ "x y": "1" }),
  "an empty name": headers({ "": "1" }),
  "a name of the prototype": headers({ constructor: "1", tostring: "2" }),
  "a list as headers": headers([["x-pair", "1"]]),
  "a map as headers": headers(new Map([["x-map", "1"]])),
  "a text as headers": headers("x-text: 1"),
  throws: () => {
    throw new Error("responseMeta throws");
  },
  "throws without errors": ({ errors }) => {
    if (errors.length === 0) throw new TypeError("responseMeta throws on success");
    return { headers: { "x-second": "yes" } };
  },
  "changes data": ({ data }) => {
    const [first] = data as { result?: { data: unknown } }[];
    if (first?.result) first.result.data = "changed by responseMeta";
    return {};
  },
};
