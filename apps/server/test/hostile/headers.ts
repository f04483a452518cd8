import fc from "fast-check";
import { anyBytes, type Bytes, long, seldom, utf8 } from "./bytes.ts";

const accepts = [
  "*/*",
  "application/json",
  "application/json;q=0",
  "text/html",
  "*/*;q=0",
  "application/*;q=0.5, text/html",
  ";;;",
  ",",
  "application/json;q=9",
  "application/json;q=0.0001",
  "application/json;q=NaN",
  "a/b/c",
  "*",
  "text/event-stream",
  "*/json",
  "application/problem+json",
  "application/json; charset=utf-16",
  `${"a/b,".repeat(800)}*/*`,
  "text/event-stream, */*;q=0",
];
const types = [
  "application/json",
  "Application/JSON; charset=UTF-8",
  "application/problem+json",
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "multipart/form-data; boundary=x",
  "multipart/form-data; boundary=",
  `multipart/form-data; boundary=${long(300)}`,
  "application/json; charset=utf-16",
  "application/json;;;",
  "json",
  "/",
  "application/vnd.api+json",
  "*/*",
  'application/json; a="',
  "text/event-stream",
  "application/octet-stream",
  "application/jsonl",
];
const tags = [
  '"1"',
  '"2"',
  "*",
  'W/"1"',
  "1",
  '"',
  '""',
  '"1", "2"',
  '"1.abc"',
  "abc",
  '"99999999999999999999"',
  '"-1"',
  '"1e3"',
  "\xe9",
  long(3000),
];
const cookies = [
  "session=%",
  "session=x; session=y",
  "=;;=",
  "session",
  "__Host-session=x",
  `session=${long(4000)}`,
  "__proto__=1",
  'session="x"',
  "session=ss_%00; a=\xff",
];
const keys = ["one", "two", "", " ", long(255), long(256), "a b", utf8("ü"), '"quoted"', "__proto__", "a,b"];
const tokens = [
  "Bearer",
  "Bearer ",
  "Bearer x",
  "bearer ss_x",
  "Basic dXNlcjpwYXNz",
  "Bearer a b",
  `Bearer ${long(6000)}`,
  "Bearer \xff",
  "Negotiate",
];

/** By name, so that each is met often. */
const values: Record<string, readonly string[]> = {
  accept: accepts,
  "content-type": types,
  "if-match": tags,
  "if-none-match": tags,
  cookie: cookies,
  "idempotency-key": keys,
  authorization: tokens,
  "accept-encoding": ["br", "gzip;q=0", "*", "identity;q=0", "zstd, br;q=x", ";", long(2000)],
  "content-encoding": ["gzip", "br", "identity", "x", "gzip, gzip"],
  origin: ["https://evil.example.com", "null", "http://", long(2000), "\xff"],
  "sec-fetch-site": ["cross-site", "same-origin", "none", "x"],
  "access-control-request-method": ["PATCH", "x", ""],
  "last-event-id": ["1", "\xff", long(2000)],
  "x-request-id": ["abcdef-123456", "a b; drop", long(500), "\xff"],
  "x-forwarded-for": ["1.1.1.1", "x, y, z", "::1", long(3000)],
  "x-http-method-override": ["DELETE"],
  expect: ["100-continue", "x"],
  upgrade: ["websocket", "h2c", "x"],
  connection: ["upgrade", "close", "keep-alive", "x, y", "close, upgrade"],
  range: ["bytes=0-1", "bytes=-1", "x"],
  te: ["trailers", "x"],
  "trpc-accept": ["application/jsonl", "x"],
  "user-agent": [long(8000), "\xff"],
};

const known: Bytes = fc
  .constantFrom(...Object.keys(values))
  .chain((name) => fc.constantFrom(...(values[name] ?? [""])).map((value) => `${name}: ${value}`));

/** Lines that are no headers, or more than one. */
const wild: Bytes = fc.oneof(
  fc.constantFrom(
    "x",
    ": x",
    "a b: c",
    "a : b",
    "\0: x",
    "a: \0",
    "a: b\rc: d",
    "a: b\nc: d",
    " folded",
    "__proto__: x",
    "a:",
    "é: x",
  ),
  fc.constantFrom(
    `x: ${long(20_000)}`,
    Array.from({ length: 2500 }, (_, index) => `h${index}: v`).join("\r\n"),
    `${long(9000)}: x`,
  ),
  fc.constantFrom(
    "host: y",
    "host: [",
    "host: ",
    "host: a\tb",
    "transfer-encoding: x",
    "constructor: x\r\ntoString: y",
  ),
  anyBytes,
);

/** A few header lines, seldom one that is none. */
export const headerLines: fc.Arbitrary<string[]> = fc
  .tuple(fc.array(known, { maxLength: 3 }), seldom(12, wild))
  .map(([lines, line]) => (line === undefined ? lines : [...lines, line]));
