import fc from "fast-check";
import { framing, wildBody } from "./body.ts";
import { anyBytes, type Bytes, mostly } from "./bytes.ts";
import { headerLines } from "./headers.ts";
import { targetOf } from "./target.ts";

type Call = { method: string; route: string; body?: string };

/** Sound calls of somebody who has written the post `hello`; none of them ends or renews their session. */
const calls: Call[] = [
  ...[
    "posts",
    "posts/{id}",
    "posts/{id}/revisions",
    "posts/{id}/comments",
    "users",
    "users/{id}",
    "me",
    "feed",
    "tags",
    "files",
    "files/{id}",
    "files/{id}/content",
    "files/{id}/thumbnail",
  ].map((route) => ({ method: "GET", route })),
  ...["posts?limit=3", "posts?search=hello&sort=oldest", "users?page=1"].map((route) => ({ method: "GET", route })),
  ...["PUT users/{id}/follow", "DELETE users/{id}/follow", "PUT posts/{id}/favorite", "DELETE posts/{id}/favorite"].map(
    (call) => ({ method: call.split(" ")[0] ?? "", route: call.split(" ")[1] ?? "" }),
  ),
  { method: "POST", route: "posts", body: '{"title":"T","body":"B"}' },
  { method: "PATCH", route: "posts/{id}", body: '{"body":"C"}' },
  { method: "POST", route: "posts/{id}/comments", body: '{"body":"D"}' },
  { method: "POST", route: "posts/{id}/publish", body: "" },
  { method: "PATCH", route: "me", body: '{"bio":"E"}' },
  { method: "POST", route: "files/uploads", body: '{"name":"x.txt","size":5,"mime":"text/plain"}' },
  { method: "POST", route: "auth/login", body: '{"email":"nobody@example.org","password":"not the right one"}' },
  { method: "POST", route: "auth/register", body: '{"email":"x","password":"y","name":"z"}' },
  { method: "POST", route: "nope", body: "{}" },
];

const wildMethod = fc.constantFrom(
  "HEAD",
  "OPTIONS",
  "PUT",
  "DELETE",
  "TRACE",
  "CONNECT",
  "get",
  "FOO",
  "PROPFIND",
  "QUERY",
  "M-SEARCH",
  "G\0T",
  " GET",
  "",
);
const version: Bytes = mostly(
  fc.constant(" HTTP/1.1"),
  fc.constantFrom(
    " HTTP/1.0",
    "",
    " HTTP/0.9",
    " HTTP/2.0",
    " HTTP/9.9",
    " http/1.1",
    " HTTP/1.1 x",
    " HTTP/",
    "\tHTTP/1.1",
  ),
);
const host = mostly(fc.constant("host: x"), fc.constantFrom("x-no: host"));
const type = mostly(fc.constant("content-type: application/json"), fc.constant("x-no: type"));

/**
 * Hostile requests for REST, as Latin 1: each part is mostly sound, so that a fault in one is met behind all others.
 * @param token of somebody, whom most of them come from
 */
export function hostileRequests(token: string): Bytes {
  const caller = fc.oneof(
    { arbitrary: fc.constant(`authorization: Bearer ${token}`), weight: 4 },
    fc.constant("x-no: caller"),
  );
  const whole = fc.constantFrom(...calls).chain((call) =>
    fc
      .record({
        method: mostly(fc.constant(call.method), wildMethod),
        target: targetOf(call.route),
        framed: framed(call),
        start: fc.tuple(version, host, caller, type),
        lines: headerLines,
        end: mostly(fc.constant("\r\n"), fc.constantFrom("\n", "\r", "")),
      })
      .map(({ method, target, framed: { lines, bytes }, start: [http, ...firsts], lines: others, end }) => {
        const head = [`${method} ${target}${http}`, ...firsts, ...others, ...lines];
        return `${head.join("\r\n")}\r\n${end}${bytes}`;
      }),
  );
  const cut = fc.tuple(whole, fc.nat(400)).map(([text, length]) => text.slice(0, length));
  const twice = fc.tuple(whole, whole).map((both) => both.join(""));
  return fc.oneof({ arbitrary: whole, weight: 20 }, cut, twice, anyBytes);
}

type Framed = { lines: string[]; bytes: string };

/** The end of the head and the bytes after it: as they should be, two times in three. */
function framed({ body }: Call): fc.Arbitrary<Framed> {
  const texts = fc.oneof({ arbitrary: fc.constant(body ?? ""), weight: 2 }, wildBody);
  const whole = fc.tuple(framing, texts).map(([frame, text]) => frame(text));
  return body === undefined
    ? fc.oneof({ arbitrary: fc.constant<Framed>({ lines: [], bytes: "" }), weight: 4 }, whole)
    : whole;
}
