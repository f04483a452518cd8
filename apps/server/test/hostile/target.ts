import fc from "fast-check";
import { anyBytes, type Bytes, long, mostly } from "./bytes.ts";

const ids = fc.constantFrom("hello", "hello", "ada", "1", "01890a5d-ac96-774b-bcce-b302099a8057");

const wildSegment: Bytes = fc.oneof(
  fc.constantFrom(
    "ada",
    "hello",
    "1",
    "01890a5d-ac96-774b-bcce-b302099a8057",
    "me",
    "*",
    "{id}",
    ":id",
    "..",
    "%2e%2e",
    "%2f",
  ),
  fc.constantFrom(
    "%",
    "%0",
    "%00",
    "%zz",
    "%E0%A4%A",
    "%ed%a0%80",
    "%c0%ae",
    "%ff",
    "__proto__",
    "constructor",
    "toString",
    "",
  ),
  fc.constantFrom(
    long(300),
    long(9000),
    "a;b",
    "a%0d%0aset-cookie:x",
    "\\..\\",
    "~",
    "%u0041",
    "a+b",
    "a=b",
    "@",
    "\xff\xfe",
  ),
  anyBytes.map((bytes) => encodeURIComponent(bytes)),
);

const queryKey = fc.constantFrom(
  "limit",
  "cursor",
  "page",
  "sort",
  "search",
  "tag",
  "createdAfter",
  "published",
  "author",
  "nope",
  "__proto__",
  "a[b]",
  "limit[]",
  "input",
  "",
);
const queryValue: Bytes = fc.oneof(
  fc.constantFrom(
    "1",
    "20",
    "0",
    "-1",
    "1e9",
    "NaN",
    "null",
    "true",
    "%00",
    "%",
    "%E0%A4%A",
    "+",
    "[]",
    "{}",
    "2026-01-01",
    "2026-02-30",
  ),
  fc.constantFrom("relevance", "newest", long(5000), "' OR 1=1 --", "%F0%9F%8E%89", "%ud83d", "\xe9", "a=b=c"),
  wildSegment,
);
const pair = fc.tuple(queryKey, queryValue).map(([key, value]) => `${key}=${value}`);
const wildQuery: Bytes = fc.oneof(
  fc.array(pair, { minLength: 1, maxLength: 4 }).map((pairs) => `?${pairs.join("&")}`),
  fc.constantFrom("?", "??", "?&&&", "?%", "?=", "?a&a&a", "#fragment", "?#", `?${"a=1&".repeat(2000)}`),
);

/** A route's request target in the four forms of RFC 9112 §3.2, and in none of them. */
export function targetOf(route: string): Bytes {
  const path = fc
    .tuple(mostly(ids, wildSegment), ids, mostly(fc.constant(""), fc.constantFrom("/", "//", "/x", "%")))
    .map(([first, second, end]) => `/api/v1/${route.replace("{id}", () => first).replace("{id}", () => second)}${end}`);
  const origin = fc.tuple(path, mostly(fc.constant(""), wildQuery)).map((parts) => parts.join(""));
  const absolute = fc.constantFrom(
    "http://x",
    "https://x:1",
    "HTTP://[::1]",
    "http://",
    "http://[",
    "ftp://x",
    "//x",
    "http:/",
    "x:",
  );
  return mostly(
    origin,
    fc.tuple(absolute, origin).map((parts) => parts.join("")),
    fc.constantFrom(
      "*",
      "x:80",
      "",
      "/",
      "/api/v1",
      "/api/v1/",
      "/api/v1//posts",
      "/api/v1/../v1/posts",
      "/api/v1/posts/\0",
      "posts",
      "\x7f",
    ),
    anyBytes,
  );
}
